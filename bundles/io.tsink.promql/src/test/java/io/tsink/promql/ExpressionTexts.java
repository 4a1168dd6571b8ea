package io.tsink.promql;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Random well-typed expressions as text.
final class ExpressionTexts {

  private ExpressionTexts() {}

  static Arbitrary<String> vectors() {
    return vector(3);
  }

  private static Arbitrary<String> vector(int depth) {
    Arbitrary<String> selectors = selector();
    if (depth == 0) {
      return selectors;
    }
    Arbitrary<String> smaller = Arbitraries.lazy(() -> vector(depth - 1));
    return Arbitraries.oneOf(
        List.of(
            selectors,
            smaller.map(v -> "(" + v + ")"),
            smaller.map(v -> "-" + v),
            Combinators.combine(smaller, operator(), smaller).as((l, o, r) -> l + o + r),
            Combinators.combine(smaller, number()).as((v, n) -> v + " / " + n),
            Combinators.combine(aggregation(), smaller).as((a, v) -> a + "(" + v + ")"),
            Combinators.combine(rangeFunction(), range()).as((f, r) -> f + "(" + r + ")"),
            smaller.map(v -> "max_over_time((" + v + ")[10m:1m] offset 1m)"),
            smaller.map(v -> "clamp_min(" + v + ", 0x10)"),
            smaller.map(v -> "label_replace(" + v + ", \"x\", '$1\\n', `y`, \"(.*)\")")));
  }

  private static Arbitrary<String> selector() {
    return Combinators.combine(
            Arbitraries.of("foo", "bar:baz", "sum", "{\"utf 8\"}", "by"),
            Arbitraries.of("", "{a=\"b\"}", "{a!=\"\", b=~'x.*',}", "{\"l.x\"!~`[a-z]+`}"),
            Arbitraries.of(
                "",
                " offset 5m",
                " offset -1h30m",
                " @ 12.5",
                " @ start() offset 1m",
                " offset (step() * 2)",
                " @ end()"))
        .as((name, matchers, shift) -> (name.startsWith("{") ? name : name + matchers) + shift);
  }

  private static Arbitrary<String> range() {
    return Combinators.combine(
            Arbitraries.of("foo", "foo{a=\"b\"}"),
            Arbitraries.of("[5m]", "[300]", "[1h30m]", "[step() + 5m]", "[max_of(1m, 2*30s)]"),
            Arbitraries.of("", " offset 1m", " @ 10", " anchored", " smoothed @ end()"))
        .as((selector, window, shift) -> selector + window + shift);
  }

  private static Arbitrary<String> operator() {
    return Arbitraries.of(
        " + ",
        " - on(a) ",
        " * ignoring(b) group_left(c) ",
        " / on(a, \"b c\") group_right() ",
        " % ",
        " ^ ",
        " and ",
        " or on(a) ",
        " unless ignoring() ",
        " == bool ",
        " > ",
        " + fill(0) ",
        " atan2 ");
  }

  private static Arbitrary<String> aggregation() {
    return Arbitraries.of("sum", "avg by (a)", "max without (b, \"c d\")", "topk by (a) ")
        .map(a -> a)
        .filter(a -> !a.startsWith("topk"));
  }

  private static Arbitrary<String> rangeFunction() {
    return Arbitraries.of("rate", "increase", "sum_over_time", "last_over_time");
  }

  private static Arbitrary<String> number() {
    // No Inf: it is printed with a sign, which before ^ reads as an operator, as in the reference.
    return Arbitraries.of("1", "0.5", "1e100", "NaN", "5m", "-3", "0755", "1_000");
  }
}
