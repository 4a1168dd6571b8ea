package io.tsink.engine;

import static java.util.Objects.requireNonNull;

import io.tsink.api.store.Storage;
import io.tsink.engine.io.StoreFiles;
import io.tsink.testkit.storage.StorageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;

/// Opens engines for tests, each in a directory of its own, and remembers how.
final class EngineFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path root;
  private final Map<Storage, EngineOptions> opened = new WeakHashMap<>();
  private final EngineCodecs codecs = EngineCodecs.plain();

  EngineFixture(Path root) {
    this.root = root;
  }

  static EngineOptions.Builder options(StorageSettings settings) {
    return EngineOptions.builder()
        .precision(settings.precision())
        .retention(settings.retention())
        .futureSkew(settings.futureSkew())
        .cardinalityLimit(settings.maxSeries())
        .clock(settings.clock())
        .files(StoreFiles.disk());
  }

  Storage open(EngineOptions.Builder options) {
    try {
      return open(options.dataPath(Files.createTempDirectory(root, "store")).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Storage open(EngineOptions options) {
    Storage storage = Engine.open(options, codecs).awaitReady(PATIENCE);
    opened.put(storage, options);
    return storage;
  }

  Storage reopen(Storage storage) {
    EngineOptions options = requireNonNull(opened.remove(storage));
    storage.close();
    return open(options);
  }
}
