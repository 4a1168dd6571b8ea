package io.tsink.engine.compact;

import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.chunk.CodecLease;
import io.tsink.engine.head.Head;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentDraft;
import io.tsink.engine.segment.SegmentStore;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.tombstone.Tombstones;
import io.tsink.engine.view.Retention;
import io.tsink.engine.view.SegmentRepair;
import io.tsink.engine.view.ViewPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the segments few and clean. Thread-safe: one piece of work at a time.
public final class Compactor {
  private static final Logger log = LoggerFactory.getLogger(Compactor.class);

  /// Held for a whole piece of work, input and output included; before every other lock.
  private final ReentrantLock lock = new ReentrantLock();

  private final SegmentStore segments;
  private final ViewPublisher publisher;
  private final CodecCatalog catalog;
  private final SegmentRepair repair;
  private final Expiry expiry;
  private final TombstonePurge purge;
  private final SegmentSurvey survey = new SegmentSurvey();
  private final CompactionCounters counters = new CompactionCounters();
  private final int chunkPoints;
  private final int trigger;
  private final long reserveBytes;

  /// @param trigger number of segments of a level that are worth a merge, 2…8
  /// @param keptSequences how far behind the last sequence a tombstone may be purged
  /// @param reserveBytes room on the disk that a merge leaves
  public Compactor(
      SegmentStore segments,
      SeriesRegistry registry,
      Head head,
      ViewPublisher publisher,
      CodecCatalog catalog,
      SequenceSource sequences,
      Retention retention,
      SegmentRepair repair,
      int trigger,
      long keptSequences,
      long reserveBytes) {
    this.segments = segments;
    this.publisher = publisher;
    this.catalog = catalog;
    this.repair = repair;
    this.chunkPoints = head.options().chunkPoints();
    this.trigger = trigger;
    this.reserveBytes = reserveBytes;
    this.expiry = new Expiry(segments, publisher, retention, counters);
    this.purge = new TombstonePurge(registry, head, publisher, catalog, sequences, keptSequences);
  }

  /// Removes what is expired and merges until there is nothing to do.
  ///
  /// @param stopping asked again and again
  /// @throws io.tsink.api.store.StorageException `STORAGE_FULL` when there is no room for a merge,
  ///     which is not begun then; `IO`; `CORRUPTION` when a segment is damaged, which is set aside;
  ///     `SHUTTING_DOWN`. What was served before is served still
  public void run(BooleanSupplier stopping) {
    lock.lock();
    try {
      expiry.run();
      boolean busy = !segments.doubtful();
      while (busy && !stopping.getAsBoolean()) {
        busy = step(stopping);
      }
      if (!segments.doubtful()) {
        counters.purged(purge.run());
      }
    } catch (DamagedInputException e) {
      counters.failed();
      repair.report(e.segment(), String.valueOf(e.getMessage()));
      repair.run();
      throw e;
    } catch (RuntimeException e) {
      counters.failed();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /// Does one merge; false when there is none to do.
  private boolean step(BooleanSupplier stopping) {
    List<Segment> held = hold();
    try (CodecLease lease = catalog.lease()) {
      Tombstones hidden = publisher.deletions().samples();
      PlanRules rules = PlanRules.standard(trigger, expiry.oldest());
      Optional<CompactionPlan> plan =
          CompactionPlanner.plan(survey.of(held, hidden, purge.due(hidden), lease.codecs()), rules);
      plan.ifPresent(
          one -> {
            List<Segment> inputs =
                held.stream().filter(s -> one.inputs().contains(s.meta().name())).toList();
            merge(one, inputs, hidden, rules.oldest(), lease, stopping);
          });
      return plan.isPresent();
    } finally {
      held.forEach(Segment::release);
    }
  }

  /// The segments of now, each with a reference.
  private List<Segment> hold() {
    var held = new ArrayList<Segment>();
    for (Segment segment : segments.segments()) {
      if (segment.acquire()) {
        held.add(segment);
      }
    }
    return held;
  }

  private void merge(
      CompactionPlan plan,
      List<Segment> inputs,
      Tombstones hidden,
      long oldest,
      CodecLease lease,
      BooleanSupplier stopping) {
    long bytes = inputs.stream().mapToLong(input -> input.meta().bytes()).sum();
    segments.requireRoom(bytes + reserveBytes);
    @Nullable Segment output = null;
    SegmentMerge merge;
    try (SegmentDraft draft = segments.draft(plan.level())) {
      merge = new SegmentMerge(inputs, hidden, oldest, lease.codecs(), chunkPoints, draft);
      merge.run(stopping);
      if (draft.chunkCount() > 0) {
        output = segments.replace(draft, inputs);
      }
    }
    Segment made = output;
    publisher.publish(set -> set.replace(inputs, made), _ -> {});
    segments.retire(inputs);
    counters.merged(inputs, made, merge);
    log.info("Merged {} into {}: {} bytes before", inputs, made == null ? "nothing" : made, bytes);
  }

  /// What has been done.
  public CompactionCounters counters() {
    return counters;
  }

  /// Whether expired segments are kept because the clock is not believed.
  public boolean expiryHeld() {
    return expiry.held();
  }
}
