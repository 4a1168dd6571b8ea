package io.tsink.engine;

import io.tsink.api.store.Storage;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.testkit.storage.HistoryContract;
import io.tsink.testkit.storage.StorageSettings;
import io.tsink.testkit.storage.StorageTrait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// The engine over files in memory, which cost no time to sync, plays as many histories as the
/// contract asks for; over the machine's own it plays fewer.
final class EngineHistoryTest implements HistoryContract {
  private final EngineFixture engines = new EngineFixture(Path.of("/stores"));

  @Override
  public Storage open(StorageSettings settings) {
    return engines.open(
        EngineFixture.options(settings)
            .files(new FaultyFiles())
            .dataPath(Path.of("/stores/one"))
            .partitionWindow(Duration.ofMillis(64))
            .maxActivePartitionHeads(2)
            .chunkPoints(8)
            .walSyncInterval(Duration.ofHours(1))
            .build());
  }

  @Override
  public Storage reopen(Storage storage) {
    return engines.reopen(storage);
  }

  @Override
  public Set<StorageTrait> lacks() {
    return Set.of(StorageTrait.AS_OF, StorageTrait.DIGEST);
  }
}
