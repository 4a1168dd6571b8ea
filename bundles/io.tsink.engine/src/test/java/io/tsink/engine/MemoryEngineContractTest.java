package io.tsink.engine;

import io.tsink.api.store.Storage;
import io.tsink.testkit.storage.StorageContract;
import io.tsink.testkit.storage.StorageSettings;
import io.tsink.testkit.storage.StorageTrait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// The engine without a directory keeps the contract of stores.
final class MemoryEngineContractTest extends StorageContract {
  private final EngineFixture engines = new EngineFixture(Path.of("nowhere"));

  @Override
  public Storage open(StorageSettings settings) {
    return engines.open(
        EngineFixture.options(settings)
            .partitionWindow(Duration.ofMillis(64))
            .maxActivePartitionHeads(2)
            .chunkPoints(8)
            .build());
  }

  @Override
  public Storage reopen(Storage storage) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<StorageTrait> lacks() {
    return Set.of(StorageTrait.REOPEN, StorageTrait.AS_OF, StorageTrait.DIGEST);
  }
}
