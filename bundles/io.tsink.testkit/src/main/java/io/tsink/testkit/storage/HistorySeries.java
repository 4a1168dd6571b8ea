package io.tsink.testkit.storage;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramLayout;
import io.tsink.api.Labels;
import io.tsink.api.NativeHistogram;
import io.tsink.api.StaleMarker;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// The series of a history and what values they take. Confined.
final class HistorySeries {
  private static final HistogramLayout[] LAYOUTS = {
    new HistogramLayout(2, 0.01, new int[] {0, 2, 3, 2}, new int[] {-1, 1}, new double[0]),
    new HistogramLayout(0, 0, new int[] {-3, 4}, new int[0], new double[0]),
    new HistogramLayout(
        HistogramLayout.CUSTOM_BOUNDS, 0, new int[] {0, 3}, new int[0], new double[] {0.5, 10}),
  };

  private final RandomGenerator random;
  private final List<Member> members = new ArrayList<>();

  /// How the values of a series go on.
  private enum Pattern {
    COUNTER,
    DECIMAL,
    CONSTANT,
    BITS
  }

  /// One series.
  ///
  /// @param mixed whether histograms come between the doubles
  record Member(Labels labels, ValueKind kind, Pattern pattern, boolean mixed) {}

  HistorySeries(RandomGenerator random) {
    this.random = random;
    Pattern[] patterns = Pattern.values();
    for (ValueKind kind : ValueKind.values()) {
      int count = kind == ValueKind.F64 ? 12 : 2;
      for (int i = 0; i < count; i++) {
        members.add(
            new Member(labels(kind, i), kind, patterns[i % patterns.length], i >= 8 && i < 11));
      }
    }
  }

  private static Labels labels(ValueKind kind, int index) {
    String metric = "m_" + kind.name().toLowerCase(Locale.ROOT);
    String probe = index == 1 ? "kind" : "";
    return Labels.of(
        "__name__", metric, "job", "j" + index % 4, "instance", "i" + index / 4, "probe", probe);
  }

  Member any() {
    return members.get(random.nextInt(members.size()));
  }

  Sample sample(Member member, long time) {
    Value value = value(member, time);
    long start = random.nextInt(10) == 0 ? time - 1 - random.nextInt(100_000) : 0;
    return new Sample(member.labels(), time, value, start);
  }

  /// A sample that a store rejects: of the wrong kind where that is probed, else without a valid
  /// time.
  Sample rejected(Member member, long time) {
    if (member.labels().get("probe") == null || random.nextBoolean()) {
      return Sample.of(
          member.labels(),
          random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE,
          value(member, time));
    }
    Value other = member.kind() == ValueKind.I64 ? new Value.Bool(true) : new Value.I64(1);
    return Sample.of(member.labels(), time, other);
  }

  private Value value(Member member, long time) {
    boolean histogram =
        member.kind() == ValueKind.HISTOGRAM || (member.mixed() && random.nextInt(3) == 0);
    if (histogram) {
      return new Value.Histogram(histogram());
    }
    return switch (member.kind()) {
      case F64 -> new Value.F64(number(member.pattern(), time));
      case I64 -> new Value.I64(integer(member.pattern(), time));
      case U64 -> new Value.U64(integer(member.pattern(), time));
      case BOOL -> new Value.Bool(random.nextInt(4) == 0);
      case BYTES -> new Value.Bytes(bytes());
      case STRING -> new Value.Text(text());
      case HISTOGRAM -> new Value.Histogram(histogram());
    };
  }

  private double number(Pattern pattern, long time) {
    if (random.nextInt(25) == 0) {
      return special();
    }
    return switch (pattern) {
      case COUNTER -> Math.floorDiv(time, 1_000);
      case DECIMAL -> random.nextInt(10_000) / 100.0;
      case CONSTANT -> 42;
      case BITS -> Double.longBitsToDouble(random.nextLong());
    };
  }

  private double special() {
    return switch (random.nextInt(6)) {
      case 0 -> StaleMarker.value();
      case 1 -> Double.longBitsToDouble(0x7ff8_0000_0000_0000L | random.nextInt(1_000));
      case 2 -> -0.0;
      case 3 -> Double.POSITIVE_INFINITY;
      case 4 -> Double.MIN_VALUE;
      default -> Double.NaN;
    };
  }

  private long integer(Pattern pattern, long time) {
    return switch (pattern) {
      case COUNTER -> Math.floorDiv(time, 1_000);
      case DECIMAL -> random.nextInt(2_000) - 1_000;
      case CONSTANT -> 42;
      case BITS -> random.nextLong();
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String text() {
    return random.nextInt(3) == 0 ? "Zustand läuft" : "state " + random.nextInt(5);
  }

  private NativeHistogram histogram() {
    if (random.nextInt(12) == 0) {
      return NativeHistogram.stale();
    }
    HistogramLayout layout = LAYOUTS[random.nextInt(LAYOUTS.length)];
    CounterReset[] resets = CounterReset.values();
    CounterReset reset = resets[random.nextInt(resets.length)];
    long zero = layout.hasCustomBounds() ? 0 : random.nextInt(5);
    long[] buckets = new long[layout.bucketCount()];
    long count = zero;
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = random.nextInt(50);
      count += buckets[i];
    }
    double sum = random.nextInt(1_000) / 10.0;
    if (random.nextBoolean()) {
      return NativeHistogram.ofIntegers(layout, reset, count, zero, sum, buckets);
    }
    double[] halves = new double[buckets.length];
    for (int i = 0; i < buckets.length; i++) {
      halves[i] = buckets[i] / 2.0;
    }
    return NativeHistogram.ofFloats(layout, reset, count / 2.0, zero / 2.0, sum, halves);
  }
}
