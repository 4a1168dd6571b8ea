package io.tsink.codec.timestamps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What columns of times cost.
final class SizesTest {

  private static final int ROWS = 2048;

  private final SplittableRandom random = new SplittableRandom(42);

  private static int size(LongCodec codec, long[] values) {
    Output out = new Output(1024);
    codec.encode(
        values, 0, values.length, new EncodeContext(EncodePurpose.SEAL, new Scratch()), out);
    return out.size();
  }

  private long[] jittered(long unit) {
    return LongStream.range(0, ROWS)
        .map(i -> unit * (1_700_000_000_000L + 15_000 * i + random.nextLong(-5, 6)))
        .toArray();
  }

  @Test
  void regular_times_take_sixteen_bytes() {
    long[] times = LongStream.range(0, ROWS).map(i -> 1_700_000_000_000L + 15_000 * i).toArray();
    assertThat(size(new FixedStepRle(), times)).isEqualTo(16);
    assertThat(new FixedStepRle().bound(LongStats.of(times, 0, ROWS))).isEqualTo(16);
  }

  @Test
  void fixed_steps_do_not_apply_to_other_times() {
    assertThat(new FixedStepRle().bound(LongStats.of(jittered(1), 0, ROWS)))
        .isEqualTo(Codec.NOT_APPLICABLE);
  }

  @Test
  void packed_bits_are_smaller_than_varints_on_jittered_times() {
    long[] times = jittered(1);
    int packed = size(new DeltaOfDeltaBitpack(), times);
    assertThat(packed).isLessThan(size(new DeltaVarint(), times)).isLessThan(ROWS * 3 / 4);
  }

  @Test
  void the_same_times_in_nanoseconds_cost_at_most_a_few_bytes_more() {
    SplittableRandom same = random.split();
    long[] millis = LongStream.range(0, ROWS).map(i -> 15_000 * i + same.nextLong(-5, 6)).toArray();
    long[] nanos = LongStream.of(millis).map(time -> time * 1_000_000).toArray();
    for (LongCodec codec : new LongCodec[] {new DeltaOfDeltaBitpack(), new DeltaVarint()}) {
      assertThat(size(codec, nanos)).isBetween(size(codec, millis), size(codec, millis) + 8);
    }
  }

  @Test
  void varints_are_smaller_where_steps_differ_wildly() {
    long[] times = new long[ROWS];
    for (int i = 1; i < ROWS; i++) {
      times[i] = times[i - 1] + (i % 20 == 0 ? 1L << 40 : 1);
    }
    assertThat(size(new DeltaVarint(), times)).isLessThan(size(new DeltaOfDeltaBitpack(), times));
  }
}
