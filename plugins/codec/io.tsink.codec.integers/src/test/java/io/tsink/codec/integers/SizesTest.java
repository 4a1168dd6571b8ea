package io.tsink.codec.integers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What columns of whole numbers cost.
final class SizesTest {

  private static final int ROWS = 2048;

  private final SplittableRandom random = new SplittableRandom(42);

  private static int size(LongCodec codec, long[] values) {
    Output out = new Output(1024);
    codec.encode(
        values, 0, values.length, new EncodeContext(EncodePurpose.SEAL, new Scratch()), out);
    return out.size();
  }

  @Test
  void a_signed_walk_takes_the_bits_of_its_steps() {
    long[] walk = new long[ROWS];
    for (int i = 1; i < ROWS; i++) {
      walk[i] = walk[i - 1] + random.nextLong(-2, 2);
    }
    assertThat(size(new ZigZagDeltaBitpackI64(), walk)).isBetween(ROWS / 4, ROWS / 4 + 100);
  }

  @Test
  void a_counter_takes_the_bits_by_which_its_steps_differ() {
    long[] counter = new long[ROWS];
    counter[0] = -1_000;
    for (int i = 1; i < ROWS; i++) {
      counter[i] = counter[i - 1] + 1_000_000 + random.nextLong(16);
    }
    assertThat(size(new DeltaBitpackU64(), counter)).isBetween(ROWS / 2 - 16, ROWS / 2 + 130);
  }

  @Test
  void multiples_of_a_page_cost_no_more_than_their_factors() {
    long[] factors = random.longs(ROWS, 0, 256).toArray();
    long[] pages = LongStream.of(factors).map(factor -> factor * 4096).toArray();
    assertThat(size(new ZigZagDeltaBitpackI64(), pages))
        .isLessThanOrEqualTo(size(new ZigZagDeltaBitpackI64(), factors) + 8);
  }

  @Test
  void extremes_cost_at_most_what_they_take_raw_and_a_little_more() {
    long[] any = random.longs(ROWS).toArray();
    assertThat(size(new ZigZagDeltaBitpackI64(), any)).isLessThan(8 * ROWS + 250);
  }
}
