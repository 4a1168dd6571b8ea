package io.tsink.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.HealthItem;
import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.testkit.storage.Sample;
import io.tsink.testkit.storage.StorageReader;
import io.tsink.testkit.storage.StorageWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What tests do with engines on a file system in memory, in few words.
final class StoreTrial {
  static final Path DIRECTORY = Path.of("/store");
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Labels A = Labels.of("__name__", "a");
  static final Labels B = Labels.of("__name__", "b");

  private StoreTrial() {}

  /// Options that flush only when asked.
  static EngineOptions.Builder options(FaultyFiles files) {
    return EngineOptions.builder()
        .dataPath(DIRECTORY)
        .files(files)
        .precision(TimestampPrecision.MILLISECONDS)
        .retention(null)
        .futureSkew(null)
        .flushInterval(Duration.ofHours(1))
        .compactionInterval(Duration.ofHours(1))
        .compactionReserveBytes(0)
        .closeTimeout(Duration.ofMillis(100));
  }

  static Engine open(EngineOptions.Builder options) {
    return Engine.open(options.build(), EngineCodecs.plain()).awaitReady(PATIENCE);
  }

  static void append(Storage storage, Labels labels, long time, double value) {
    StorageWriter.write(storage, CommitOptions.defaults(), List.of(Sample.of(labels, time, value)));
  }

  static void flush(Storage storage) {
    storage.capability(Maintenance.class).orElseThrow().flush();
  }

  static List<Sample> samples(Storage storage, Labels labels) {
    return StorageReader.read(storage, Selection.everything(), TimeRange.ALL)
        .getOrDefault(labels, List.of());
  }

  /// Checks that a call fails with a kind and a message that contains some words.
  static void assertFails(ErrorKind kind, ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              for (String word : words) {
                assertThat(e).hasMessageContaining(word);
              }
            });
  }

  static List<String> healthCodes(Storage storage) {
    return storage.health().stream().map(HealthItem::code).toList();
  }

  static double statistic(Storage storage, String name) {
    return storage.statistics().stream()
        .filter(statistic -> statistic.name().equals(name))
        .mapToDouble(statistic -> statistic.value())
        .findFirst()
        .orElseThrow();
  }
}
