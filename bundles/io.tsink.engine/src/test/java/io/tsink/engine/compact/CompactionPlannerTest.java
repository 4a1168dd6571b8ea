package io.tsink.engine.compact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.engine.segment.SegmentName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompactionPlannerTest {
  private static final PlanRules RULES = new PlanRules(4, 8, 1_000, Long.MIN_VALUE);

  /// A segment of times `number * 100` to `number * 100 + 99`, of 40 chunks.
  private static SegmentInfo segment(int level, long number, long bytes) {
    return new SegmentInfo(
        new SegmentName(level, number), bytes, number * 100, number * 100 + 99, 40, 0, false, true);
  }

  private static SegmentInfo hiding(long gone, boolean due, boolean readable) {
    return new SegmentInfo(new SegmentName(1, 5), 10, 500, 599, 40, gone, due, readable);
  }

  private static List<SegmentInfo> many(int level, int count, long bytes) {
    var list = new ArrayList<SegmentInfo>();
    for (int i = 1; i <= count; i++) {
      list.add(segment(level, i, bytes));
    }
    return list;
  }

  private static PlanRules oldest(long time) {
    return new PlanRules(4, 8, 1_000, time);
  }

  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of("nothing", List.of(), RULES, "-"),
        Arguments.of("too few of level 0", many(0, 3, 10), RULES, "-"),
        Arguments.of("enough of level 0", many(0, 4, 10), RULES, "L1 of 1 2 3 4"),
        Arguments.of("more than a window", many(0, 20, 10), RULES, "L1 of 1 2 3 4 5 6 7 8"),
        Arguments.of("more than may be merged", many(0, 8, 300), RULES, "L1 of 1 2 3"),
        Arguments.of("large ones, two at least", many(0, 4, 5_000), RULES, "L1 of 1 2"),
        Arguments.of("level 1", many(1, 5, 10), RULES, "L2 of 1 2 3 4 5"),
        Arguments.of("too few of level 2", many(2, 3, 10), RULES, "-"),
        Arguments.of("small ones of level 2", many(2, 9, 10), RULES, "L2 of 1 2 3 4 5 6 7 8"),
        Arguments.of("full ones of level 2", many(2, 9, 400), RULES, "-"),
        Arguments.of(
            "a large one of level 2 beside small ones",
            List.of(segment(2, 1, 900), segment(2, 2, 10), segment(2, 3, 10), segment(2, 4, 10)),
            RULES,
            "-"),
        Arguments.of("a segment not half expired", many(2, 1, 10), oldest(140), "-"),
        Arguments.of("a segment half expired", many(2, 1, 10), oldest(160), "L2 of 1"),
        Arguments.of("a few chunks deleted", List.of(hiding(9, false, true)), RULES, "-"),
        Arguments.of("a quarter deleted", List.of(hiding(10, false, true)), RULES, "L1 of 5"),
        Arguments.of("a tombstone due", List.of(hiding(0, true, true)), RULES, "L1 of 5"),
        Arguments.of("a codec missing", List.of(hiding(10, true, false)), oldest(599), "-"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void what_is_merged_next(
      String name, List<SegmentInfo> segments, PlanRules rules, String expected) {
    assertThat(CompactionPlanner.plan(segments, rules).map(CompactionPlannerTest::text).orElse("-"))
        .as(name)
        .isEqualTo(expected);
  }

  private static String text(CompactionPlan plan) {
    var text = new StringBuilder("L" + plan.level() + " of");
    plan.inputs().forEach(name -> text.append(' ').append(name.number()));
    return text.toString();
  }

  @Test
  void the_order_of_the_segments_does_not_matter() {
    List<SegmentInfo> segments = many(0, 9, 10);

    assertThat(CompactionPlanner.plan(segments.reversed(), RULES))
        .isEqualTo(CompactionPlanner.plan(segments, RULES));
  }

  @Property(tries = 300)
  void plans_come_to_an_end_and_leave_few_segments(
      @ForAll long seed, @ForAll @IntRange(max = 300) int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SegmentInfo> segments = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      segments.add(segment(random.nextInt(3), i, 1 + random.nextInt(60)));
    }
    long total = segments.stream().mapToLong(SegmentInfo::bytes).sum();
    long number = count;
    int steps = 0;
    Optional<CompactionPlan> plan = CompactionPlanner.plan(segments, RULES);
    while (plan.isPresent()) {
      segments = carriedOut(plan.get(), segments, ++number);
      assertThat(++steps).isLessThanOrEqualTo(count);
      plan = CompactionPlanner.plan(segments, RULES);
    }

    assertThat(segments.stream().mapToLong(SegmentInfo::bytes).sum()).isEqualTo(total);
    assertThat(segments.size()).isLessThanOrEqualTo((int) (8 + 8 * total / RULES.maxBytes()) + 8);
  }

  private static List<SegmentInfo> carriedOut(
      CompactionPlan plan, List<SegmentInfo> segments, long number) {
    List<SegmentInfo> inputs =
        segments.stream().filter(info -> plan.inputs().contains(info.name())).toList();
    assertThat(inputs).hasSameSizeAs(plan.inputs()).hasSizeBetween(2, RULES.window());
    assertThat(new HashSet<>(plan.inputs())).hasSameSizeAs(plan.inputs());
    assertThat(plan.level()).isBetween(1, 2);
    var rest = new ArrayList<>(segments);
    rest.removeAll(inputs);
    rest.add(
        new SegmentInfo(
            new SegmentName(plan.level(), number),
            inputs.stream().mapToLong(SegmentInfo::bytes).sum(),
            inputs.stream().mapToLong(SegmentInfo::minTime).min().orElseThrow(),
            inputs.stream().mapToLong(SegmentInfo::maxTime).max().orElseThrow(),
            40,
            0,
            false,
            true));
    return rest;
  }
}
