package io.tsink.engine.ingest;

import io.tsink.api.MetricMetadata;
import io.tsink.api.TimeRange;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.exemplar.ExemplarStore;
import io.tsink.engine.exemplar.MetadataStore;
import io.tsink.engine.head.Commit;
import io.tsink.engine.head.Head;
import io.tsink.engine.runtime.Lifecycle;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.view.ChangeLog;
import io.tsink.engine.view.DeleteHistory;
import io.tsink.engine.view.Deletions;
import io.tsink.engine.view.Hide;
import io.tsink.engine.view.ViewPublisher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The last stages of a write: puts what was logged into memory and makes it visible. Thread-safe.
public final class WriteApply {
  private final Head head;
  private final ExemplarStore exemplars;
  private final MetadataStore metadata;
  private final ViewPublisher publisher;
  private final ChangeLog changes;
  private final DeleteHistory deletes;
  private final SeriesRegistry registry;
  private final Lifecycle lifecycle;
  private final TimeLimits limits;

  public WriteApply(
      Head head,
      ExemplarStore exemplars,
      MetadataStore metadata,
      ViewPublisher publisher,
      ChangeLog changes,
      DeleteHistory deletes,
      SeriesRegistry registry,
      Lifecycle lifecycle,
      TimeLimits limits) {
    this.head = head;
    this.exemplars = exemplars;
    this.metadata = metadata;
    this.publisher = publisher;
    this.changes = changes;
    this.deletes = deletes;
    this.registry = registry;
    this.lifecycle = lifecycle;
    this.limits = limits;
  }

  /// Applies a commit and returns when new views see it.
  ///
  /// @param position in the log, 0 without one
  public void apply(Accepted accepted, long sequence, long position) {
    long number = publisher.begin();
    var commit = new Commit(number, sequence, position, limits.millis());
    boolean applied = false;
    try {
      head.apply(accepted.source(), accepted.rows(), accepted.count(), accepted.order(), commit);
      for (SampleBatch.ExemplarRow row : accepted.exemplars()) {
        exemplars.add(entry(accepted, row.slot()).id(), row.exemplar(), sequence, number);
      }
      for (MetricMetadata entry : accepted.metadata()) {
        metadata.add(entry, number);
      }
      tellReplaced(accepted, commit);
      applied = true;
    } catch (RuntimeException | Error e) {
      lifecycle.fail(e);
      throw e;
    } finally {
      publisher.complete(number, applied ? hiding(accepted, sequence) : deletions -> deletions);
    }
    publisher.awaitVisible(number);
  }

  private void tellReplaced(Accepted accepted, Commit commit) {
    for (SampleBatch.Replacement replacement : accepted.replacements()) {
      changes.deleted(entry(accepted, replacement.slot()), commit, replacement.range());
    }
  }

  /// What the commit adds to the deletions. Selections are evaluated here, not under the lock of
  /// the publisher.
  private UnaryOperator<Deletions> hiding(Accepted accepted, long sequence) {
    var steps = new ArrayList<Hide>();
    if (deletes.concerns(sequence)) {
      steps.addAll(deletes.hidden(accepted.seriesIds(), sequence, registry, publisher.deletions()));
    }
    Map<TimeRange, List<Integer>> replaced = new LinkedHashMap<>();
    for (SampleBatch.Replacement replacement : accepted.replacements()) {
      replaced
          .computeIfAbsent(replacement.range(), _ -> new ArrayList<>())
          .add(entry(accepted, replacement.slot()).id());
    }
    replaced.forEach(
        (range, ids) ->
            steps.add(
                new Hide(
                    ids.stream().mapToInt(Integer::intValue).toArray(),
                    range,
                    sequence - 1,
                    false)));
    return steps.isEmpty() ? deletions -> deletions : deletions -> deletions.with(steps);
  }

  private static Series entry(Accepted accepted, int slot) {
    Series series = accepted.series(slot);
    if (series == null || series.id() == Series.NO_ID) {
      throw new IllegalStateException("slot %d has no series".formatted(slot));
    }
    return series;
  }
}
