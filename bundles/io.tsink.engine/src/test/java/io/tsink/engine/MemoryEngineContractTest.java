package io.tsink.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Durability;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.testkit.Sampling;
import io.tsink.testkit.storage.Sample;
import io.tsink.testkit.storage.StorageContract;
import io.tsink.testkit.storage.StorageSettings;
import io.tsink.testkit.storage.StorageSubject;
import io.tsink.testkit.storage.StorageTrait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

  @Override
  @Test
  public void a_commit_reaches_at_least_the_durability_asked_for() {
    try (var subject = StorageSubject.of(this)) {
      CommitOptions durable = CommitOptions.defaults().withDurability(Durability.DURABLE);

      assertThatThrownBy(
              () -> subject.append(durable, Sample.of(Labels.of("__name__", "up"), 1, 1)))
          .isInstanceOfSatisfying(
              StorageException.class,
              e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_OPERATION));
      assertThat(subject.all()).isEmpty();
    }
  }

  /// The engine over a directory plays histories too, so there are fewer of them here.
  @Override
  public int histories() {
    int usual = Sampling.nightly() ? 1_000 : 100;
    return Integer.getInteger("tsink.histories", usual);
  }
}
