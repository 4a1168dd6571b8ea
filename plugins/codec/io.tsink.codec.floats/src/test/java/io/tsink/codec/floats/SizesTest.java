package io.tsink.codec.floats;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// What columns of doubles cost.
final class SizesTest {

  private static final int ROWS = 2048;

  private final SplittableRandom random = new SplittableRandom(42);

  private static int size(DoubleCodec codec, double[] values) {
    Output out = new Output(1024);
    codec.encode(
        values, 0, values.length, new EncodeContext(EncodePurpose.SEAL, new Scratch()), out);
    return out.size();
  }

  private static double[] column(IntToDoubleFunction value) {
    double[] column = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      column[i] = value.applyAsDouble(i);
    }
    return column;
  }

  private double[] walk(double digits) {
    double[] walk = new double[ROWS];
    double level = 50;
    for (int i = 0; i < ROWS; i++) {
      walk[i] = Math.rint(level * digits) / digits;
      level = Math.clamp(level + random.nextGaussian(), 0, 100);
    }
    return walk;
  }

  @Test
  void whole_numbers_that_walk_take_under_half_a_byte() {
    double[] walk = walk(1);
    assertThat(size(new DecimalAlpF64(), walk)).isLessThan(ROWS * 48 / 100);
    assertThat(size(new DecimalAlpF64(), walk)).isLessThan(size(new GorillaXorF64(), walk));
  }

  @Test
  void hundredths_that_walk_take_a_sixth_of_what_they_take_as_exclusive_or() {
    double[] walk = walk(100);
    assertThat(size(new DecimalAlpF64(), walk)).isLessThan(ROWS * 126 / 100);
    assertThat(size(new DecimalAlpF64(), walk)).isLessThan(size(new GorillaXorF64(), walk) / 5);
  }

  @Test
  void full_doubles_are_no_decimals_and_take_less_than_raw_as_exclusive_or() {
    double[] full = column(_ -> 50 + 50 * random.nextDouble());
    assertThat(new DecimalAlpF64().bound(DoubleStats.of(full, 0, ROWS)))
        .isEqualTo(Codec.NOT_APPLICABLE);
    assertThat(size(new GorillaXorF64(), full)).isLessThan(ROWS * 72 / 10);
  }

  @Test
  void bytes_of_memory_pages_cost_no_more_than_the_pages() {
    double[] pages = column(_ -> random.nextInt(1 << 12));
    double[] bytes = column(i -> pages[i] * 4096);
    assertThat(size(new DecimalAlpF64(), bytes)).isLessThan(size(new DecimalAlpF64(), pages) + 8);
  }

  @Test
  void a_stale_marker_costs_its_bits_and_a_little_more() {
    double[] counter = column(i -> 3 * i);
    int without = size(new DecimalAlpF64(), counter);
    counter[1000] = Double.longBitsToDouble(0x7ff0000000000002L);
    counter[1001] = counter[1000];
    assertThat(size(new DecimalAlpF64(), counter)).isLessThan(without + 100);
  }
}
