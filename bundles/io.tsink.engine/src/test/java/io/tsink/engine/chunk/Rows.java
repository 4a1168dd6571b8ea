package io.tsink.engine.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import java.util.random.RandomGenerator;

/// Random blocks of any kind, and their comparison.
public final class Rows {

  private static final HistogramLayout[] LAYOUTS = {
    new HistogramLayout(3, 0.001, new int[] {-2, 2, 3, 1}, new int[] {0, 1}, new double[0]),
    new HistogramLayout(0, 0, new int[] {1, 5}, new int[0], new double[0]),
    new HistogramLayout(
        HistogramLayout.CUSTOM_BOUNDS, 0, new int[] {0, 3}, new int[0], new double[] {1, 2.5}),
    new HistogramLayout(0, 0, new int[0], new int[0], new double[0])
  };

  private Rows() {}

  /// A block of `count` rows in `[from, from + count)`; what lies around them is noise.
  public static Block random(RandomGenerator random, ValueKind kind, int from, int count) {
    Block block = new Block();
    int end = from + count;
    block.reset(kind, end);
    long time = random.nextInt(5) == 0 ? Long.MIN_VALUE + 1 : random.nextLong(1L << 41);
    int pattern = random.nextInt(4);
    for (int i = 0; i < end; i++) {
      block.times()[i] = time;
      time += pattern == 0 ? 15_000 : pattern == 1 ? 1 + random.nextInt(20_000) : 1 + (i & 7);
    }
    fillValues(random, block, end, pattern);
    if (random.nextInt(3) == 0) {
      long[] starts = block.fillStarts(end);
      for (int i = 0; i < end; i++) {
        starts[i] = random.nextInt(3) == 0 ? 0 : i / 10 * 1000L;
      }
    }
    if (random.nextInt(2) == 0) {
      long[] sequences = block.fillSequences(end);
      boolean constant = random.nextBoolean();
      for (int i = 0; i < end; i++) {
        sequences[i] = constant ? 77 : 1000 + i - random.nextInt(3);
      }
    }
    block.range(from, end);
    return block;
  }

  private static void fillValues(RandomGenerator random, Block block, int count, int pattern) {
    switch (block.kind()) {
      case F64 -> {
        for (int i = 0; i < count; i++) {
          block.doubles()[i] =
              switch (pattern) {
                case 0 -> 42.5;
                case 1 -> Double.longBitsToDouble(random.nextLong());
                case 2 -> Double.longBitsToDouble(0x7ff0000000000002L);
                default -> i / 100.0;
              };
        }
      }
      case I64, U64 -> {
        for (int i = 0; i < count; i++) {
          block.longs()[i] = pattern == 0 ? random.nextLong() : pattern == 1 ? -i : 7;
        }
      }
      case BOOL -> {
        for (int i = 0; i < block.longs().length; i++) {
          block.longs()[i] = pattern == 0 ? -1 : random.nextLong();
        }
      }
      case BYTES, STRING -> {
        for (int i = 0; i < count; i++) {
          byte[] row = ("state " + random.nextInt(3 + i)).repeat(pattern).getBytes(UTF_8);
          block.bytes().append(row, 0, row.length);
        }
      }
      case HISTOGRAM -> fillHistograms(random, block.histograms(), count);
    }
  }

  private static void fillHistograms(RandomGenerator random, HistogramColumn column, int count) {
    for (int i = 0; i < count; i++) {
      HistogramLayout layout = LAYOUTS[random.nextInt(LAYOUTS.length)];
      CounterReset reset = CounterReset.values()[random.nextInt(CounterReset.values().length)];
      if (random.nextInt(5) == 0) {
        column.appendStale();
      } else if (random.nextBoolean()) {
        int start = column.appendFloats(layout, reset, i * 1.5, 0.25, -i);
        for (int k = 0; k < layout.bucketCount(); k++) {
          column.floatBuckets()[start + k] = random.nextDouble();
        }
      } else {
        int start = column.appendIntegers(layout, reset, i, random.nextLong(), Double.NaN);
        for (int k = 0; k < layout.bucketCount(); k++) {
          column.integerBuckets()[start + k] = random.nextLong();
        }
      }
    }
  }

  /// Fails unless the block `found` has exactly rows `[from, to)` of `expected`.
  ///
  /// @param sequence of the expected rows when that block has no sequences
  public static void assertSame(Block found, Block expected, int from, int to, long sequence) {
    assertThat(found.size()).isEqualTo(to - from);
    assertThat(found.kind()).isEqualTo(expected.kind());
    for (int i = from; i < to; i++) {
      int at = found.from() + i - from;
      assertThat(found.times()[at]).isEqualTo(expected.times()[i]);
      assertThat(found.start(at)).isEqualTo(expected.start(i));
      assertThat(found.sequences()[at])
          .isEqualTo(expected.hasSequences() ? expected.sequences()[i] : sequence);
      assertSameValue(found, at, expected, i);
    }
  }

  private static void assertSameValue(Block found, int at, Block expected, int i) {
    switch (expected.kind()) {
      case F64 ->
          assertThat(Double.doubleToRawLongBits(found.doubles()[at]))
              .isEqualTo(Double.doubleToRawLongBits(expected.doubles()[i]));
      case I64, U64 -> assertThat(found.longs()[at]).isEqualTo(expected.longs()[i]);
      case BOOL -> assertThat(found.bool(at)).isEqualTo(expected.bool(i));
      case BYTES, STRING ->
          assertThat(found.bytes().copyOf(at)).isEqualTo(expected.bytes().copyOf(i));
      case HISTOGRAM ->
          assertThat(found.histograms().toNativeHistogram(at))
              .isEqualTo(expected.histograms().toNativeHistogram(i));
    }
  }
}
