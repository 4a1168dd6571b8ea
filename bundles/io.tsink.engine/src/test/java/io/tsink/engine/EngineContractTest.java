package io.tsink.engine;

import io.tsink.api.store.Storage;
import io.tsink.testkit.Sampling;
import io.tsink.testkit.storage.StorageContract;
import io.tsink.testkit.storage.StorageSettings;
import io.tsink.testkit.storage.StorageTrait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The engine over a directory keeps the contract of stores.
final class EngineContractTest extends StorageContract {
  @TempDir private Path root;
  private EngineFixture engines;

  @BeforeEach
  void start() {
    engines = new EngineFixture(root);
  }

  /// Chunks are short and few windows are open, so that samples meet in every way. The log is not
  /// synced for each commit, which these tests need not wait for.
  @Override
  public Storage open(StorageSettings settings) {
    return engines.open(
        EngineFixture.options(settings)
            .partitionWindow(Duration.ofMillis(64))
            .maxActivePartitionHeads(2)
            .chunkPoints(8)
            .compactionInterval(Duration.ofHours(1))
            .compactionTrigger(2)
            .walSyncInterval(Duration.ofHours(1)));
  }

  @Override
  public Storage reopen(Storage storage) {
    return engines.reopen(storage);
  }

  @Override
  public void compact(Storage storage) {
    ((Engine) storage).compact();
  }

  @Override
  public Set<StorageTrait> lacks() {
    return Set.of(StorageTrait.AS_OF, StorageTrait.DIGEST);
  }

  /// Each history opens a directory a few times, so there are fewer of them than the contract
  /// plays.
  @Override
  public int histories() {
    int usual = Sampling.nightly() ? 1_000 : 100;
    return Integer.getInteger("tsink.histories", usual);
  }
}
