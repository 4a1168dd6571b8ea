package io.tsink.engine.compact;

import io.tsink.engine.segment.SegmentName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides what is merged next. A function: the same segments give the same plan.
///
/// In this order, the first that applies:
///
/// 1. Level 0, then level 1: as soon as there are [PlanRules#trigger] segments, the oldest are
///    merged into the next level, up to [PlanRules#window] of them and up to [PlanRules#maxBytes],
///    but at least two.
/// 2. Level 2: that many neighbours in time whose largest is not larger than the others together
///    become one, if it stays within [PlanRules#maxBytes]. So each sample is written a number of
///    times that grows with the logarithm of the data only.
/// 3. A segment is written anew, on its level, when half of its time is expired, when a quarter
///    of its chunks is deleted, or when a tombstone could be purged but for it. One of which a
///    codec is not installed is left alone: what of it is to go cannot be told from what is to
///    stay.
///
/// Carrying plans out, one after the other, ends: each makes segments fewer, or is a rewriting that
/// takes away its own reason.
final class CompactionPlanner {
  private static final int LAST_LEVEL = 2;
  private static final int GONE_SHARE = 4;

  private CompactionPlanner() {}

  static Optional<CompactionPlan> plan(List<SegmentInfo> segments, PlanRules rules) {
    return upward(0, segments, rules)
        .or(() -> upward(1, segments, rules))
        .or(() -> alongside(segments, rules))
        .or(() -> rewrite(segments, rules));
  }

  private static List<SegmentInfo> ofLevel(
      int level, List<SegmentInfo> segments, Comparator<SegmentInfo> order) {
    return segments.stream()
        .filter(info -> Math.min(info.name().level(), LAST_LEVEL) == level)
        .sorted(order)
        .toList();
  }

  private static Optional<CompactionPlan> upward(
      int level, List<SegmentInfo> segments, PlanRules rules) {
    List<SegmentInfo> all =
        ofLevel(level, segments, Comparator.comparingLong(info -> info.name().number()));
    if (all.size() < rules.trigger()) {
      return Optional.empty();
    }
    int count = 2;
    long bytes = all.get(0).bytes() + all.get(1).bytes();
    while (count < Math.min(all.size(), rules.window())
        && bytes + all.get(count).bytes() <= rules.maxBytes()) {
      bytes += all.get(count++).bytes();
    }
    return Optional.of(plan(level + 1, all.subList(0, count)));
  }

  private static Optional<CompactionPlan> alongside(List<SegmentInfo> segments, PlanRules rules) {
    List<SegmentInfo> all =
        ofLevel(
            LAST_LEVEL,
            segments,
            Comparator.comparingLong(SegmentInfo::minTime)
                .thenComparingLong(info -> info.name().number()));
    for (int from = 0; from + rules.trigger() <= all.size(); from++) {
      int end = run(all, from, rules);
      if (end > from) {
        return Optional.of(plan(LAST_LEVEL, all.subList(from, end)));
      }
    }
    return Optional.empty();
  }

  /// The end of the longest run from `from` on that may be merged, or `from`.
  private static int run(List<SegmentInfo> all, int from, PlanRules rules) {
    int found = from;
    long bytes = 0;
    long largest = 0;
    for (int i = from; i < Math.min(all.size(), from + rules.window()); i++) {
      bytes += all.get(i).bytes();
      largest = Math.max(largest, all.get(i).bytes());
      if (bytes > rules.maxBytes()) {
        break;
      }
      if (i + 1 - from >= rules.trigger() && largest <= bytes - largest) {
        found = i + 1;
      }
    }
    return found;
  }

  private static Optional<CompactionPlan> rewrite(List<SegmentInfo> segments, PlanRules rules) {
    return segments.stream()
        .filter(info -> worthRewriting(info, rules))
        .min(Comparator.comparingLong(info -> info.name().number()))
        .map(info -> plan(info.name().level(), List.of(info)));
  }

  private static boolean worthRewriting(SegmentInfo info, PlanRules rules) {
    boolean expired =
        info.minTime() < rules.oldest()
            && (double) rules.oldest() - info.minTime()
                >= ((double) info.maxTime() - info.minTime()) / 2;
    boolean deleted = info.goneChunks() > 0 && info.goneChunks() >= info.chunks() / GONE_SHARE;
    return info.readable() && (expired || deleted || info.due());
  }

  private static CompactionPlan plan(int level, List<SegmentInfo> inputs) {
    List<SegmentName> names = inputs.stream().map(SegmentInfo::name).toList();
    return new CompactionPlan(level, names);
  }
}
