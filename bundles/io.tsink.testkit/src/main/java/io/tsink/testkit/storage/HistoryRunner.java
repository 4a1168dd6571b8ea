package io.tsink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Storage;
import java.util.HashSet;
import java.util.Set;

/// Plays a history against a store and the model, side by side. Confined; one history each.
///
/// The store goes first: the sequence that it hands out is stated to the model, so that the two
/// agree about the order of commits and nothing else.
public final class HistoryRunner {
  private final StorageFixture fixture;
  private final ModelStorage model = ModelStorage.open();
  private final Set<Long> used = new HashSet<>();
  private Storage storage;
  private long last;

  private HistoryRunner(StorageFixture fixture) {
    this.fixture = fixture;
    this.storage = fixture.open(StorageSettings.defaults());
  }

  /// Plays a history in a fresh store.
  ///
  /// @throws AssertionError when the store answers otherwise than the model
  public static void run(StorageFixture fixture, History history) {
    var runner = new HistoryRunner(fixture);
    try (ModelStorage _ = runner.model) {
      for (int i = 0; i < history.steps().size(); i++) {
        runner.play(i, history.steps().get(i));
      }
      runner.compareEverything();
    } finally {
      runner.storage.close();
    }
  }

  private void play(int number, Step step) {
    try {
      switch (step) {
        case Step.Append append -> append(append);
        case Step.Delete delete -> delete(delete);
        case Step.Flush _ -> fixture.flush(storage);
        case Step.Compact _ -> fixture.compact(storage);
        case Step.Reopen _ -> reopen();
        case Step.Read read -> read(read);
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("step %d: %s: %s".formatted(number, step, e.getMessage()), e);
    }
  }

  private void append(Step.Append step) {
    CommitOptions options = CommitOptions.defaults();
    if (step.key() != null) {
      options = options.withIdempotencyKey(step.key());
    }
    long stated = stated(step);
    CommitResult result =
        commit(storage, step, stated == Step.ASSIGN ? options : options.withSequence(stated));
    CommitResult expected = commit(model, step, options.withSequence(result.sequence()));
    see(result.sequence());

    assertThat(result.replayed()).as("replayed").isEqualTo(expected.replayed());
    assertThat(result.samples()).as("samples").isEqualTo(expected.samples());
    assertThat(result.histograms()).as("histograms").isEqualTo(expected.histograms());
    if (stated != Step.ASSIGN && !result.replayed()) {
      assertThat(result.sequence()).as("sequence").isEqualTo(stated);
    }
    if (!result.replayed()) {
      compareRejections(result, expected);
    }
  }

  /// Of a batch that is repeated after a restart the rejections may be forgotten.
  private static void compareRejections(CommitResult result, CommitResult expected) {
    for (Reason reason : Reason.values()) {
      assertThat(result.outcomes().rejected(reason))
          .as("rejected for %s", reason)
          .isEqualTo(expected.outcomes().rejected(reason));
    }
  }

  private CommitResult commit(Storage to, Step.Append step, CommitOptions options) {
    return StorageWriter.commit(
        to,
        options,
        slots -> {
          step.replacements()
              .forEach(r -> slots.batch().replace(slots.slot(r.labels()), r.range()));
          if (!fixture.lacks().contains(StorageTrait.EXEMPLARS)) {
            step.exemplars()
                .forEach(e -> slots.batch().addExemplar(slots.slot(e.labels()), e.exemplar()));
          }
          if (!fixture.lacks().contains(StorageTrait.METADATA)) {
            step.metadata().forEach(slots.batch()::addMetadata);
          }
        },
        step.samples());
  }

  /// The sequence of a batch, or [Step#ASSIGN] where the past is not to be written.
  private long stated(Step.Append step) {
    boolean mayWritePast =
        !fixture.lacks().contains(StorageTrait.DELETES_LATER_SERIES)
            || step.samples().stream().allMatch(s -> model.kindOf(s.labels()) != null);
    return mayWritePast || step.distance() > 0 ? free(step.distance()) : Step.ASSIGN;
  }

  /// A sequence at a distance from the last one that nobody has yet, or [Step#ASSIGN].
  private long free(int distance) {
    if (distance == Step.ASSIGN) {
      return Step.ASSIGN;
    }
    long sequence = last + distance;
    while (sequence > 0 && used.contains(sequence)) {
      sequence--;
    }
    return Math.max(sequence, Step.ASSIGN);
  }

  private void see(long sequence) {
    used.add(sequence);
    last = Math.max(last, sequence);
  }

  private void delete(Step.Delete step) {
    DeleteOptions options = DeleteOptions.defaults();
    long stated = free(step.distance());
    DeleteResult result =
        storage.delete(
            step.selection(),
            step.range(),
            stated == Step.ASSIGN ? options : options.withSequence(stated));
    DeleteResult expected =
        model.delete(step.selection(), step.range(), options.withSequence(result.sequence()));
    see(result.sequence());
    if (stated == Step.ASSIGN) {
      assertThat(result.series()).as("series deleted from").isEqualTo(expected.series());
    }
  }

  private void reopen() {
    if (!fixture.lacks().contains(StorageTrait.REOPEN)) {
      storage = fixture.reopen(storage);
    }
    compareEverything();
  }

  private void read(Step.Read step) {
    assertThat(StorageReader.read(storage, step.selection(), step.range()))
        .isEqualTo(StorageReader.read(model, step.selection(), step.range()));
  }

  private void compareEverything() {
    Everything expected = Everything.of(model, fixture.lacks());
    Everything.of(storage, fixture.lacks()).assertSameAs(expected);
  }
}
