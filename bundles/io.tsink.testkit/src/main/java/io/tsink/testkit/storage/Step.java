package io.tsink.testkit.storage;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.IdempotencyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that happens to a store in a history.
public sealed interface Step {
  /// How far from the last sequence a stated one lies: `ASSIGN` leaves it to the store, a negative
  /// number states one of the past that is still free, a positive one leaves a gap.
  int ASSIGN = 0;

  /// Number of samples of a batch that are shown one by one.
  int SHOWN_SAMPLES = 10;

  /// A batch.
  ///
  /// @param distance of its sequence from the last one, or [#ASSIGN]
  record Append(
      List<Sample> samples,
      List<Replacement> replacements,
      List<ExemplarOf> exemplars,
      List<MetricMetadata> metadata,
      int distance,
      @Nullable IdempotencyKey key)
      implements Step {
    public Append {
      samples = List.copyOf(samples);
      replacements = List.copyOf(replacements);
      exemplars = List.copyOf(exemplars);
      metadata = List.copyOf(metadata);
    }

    /// The same batch with other samples.
    Append with(List<Sample> changed) {
      return new Append(changed, replacements, exemplars, metadata, distance, key);
    }

    /// A few samples in full; of many the number.
    @Override
    public String toString() {
      String rows =
          samples.size() <= SHOWN_SAMPLES ? samples.toString() : samples.size() + " samples";
      return "Append %s%s%s%s%s%s"
          .formatted(
              rows,
              replacements.isEmpty() ? "" : ", replacing " + replacements,
              exemplars.isEmpty() ? "" : ", " + exemplars,
              metadata.isEmpty() ? "" : ", " + metadata,
              distance == ASSIGN ? "" : ", at sequence last%+d".formatted(distance),
              key == null ? "" : ", " + key);
    }
  }

  /// A delete.
  ///
  /// @param distance of its sequence from the last one, or [#ASSIGN]
  record Delete(Selection selection, TimeRange range, int distance) implements Step {}

  /// What is in memory goes to where the store keeps it.
  record Flush() implements Step {}

  /// What the store keeps is put in better order.
  record Compact() implements Step {}

  /// The store is closed and opened, and everything compared.
  record Reopen() implements Step {}

  /// A part of the store is compared.
  record Read(Selection selection, TimeRange range) implements Step {}

  /// A range replacement of a batch.
  record Replacement(Labels labels, TimeRange range) {}

  /// An exemplar of a batch.
  record ExemplarOf(Labels labels, Exemplar exemplar) {}
}
