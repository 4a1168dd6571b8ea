package io.tsink.codec.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.BytesColumn;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// What constants, truth values and strings cost.
final class SizesTest {

  private static final int ROWS = 2048;

  private final EncodeContext context = new EncodeContext(EncodePurpose.SEAL, new Scratch());
  private final Output out = new Output(1024);

  private static BytesColumn column(IntFunction<String> value) {
    BytesColumn column = new BytesColumn();
    for (int i = 0; i < ROWS; i++) {
      byte[] row = value.apply(i).getBytes(StandardCharsets.UTF_8);
      column.append(row, 0, row.length);
    }
    return column;
  }

  @Test
  void equal_doubles_take_nine_bytes() {
    double[] values = new double[ROWS];
    Arrays.fill(values, 0.1 + 0.2);
    new ConstantRleDoubles().encode(values, 0, ROWS, context, out);
    assertThat(out.size()).isEqualTo(9);
  }

  @Test
  void equal_whole_numbers_take_nine_bytes() {
    new ConstantRleLongs().encode(new long[ROWS], 0, ROWS, context, out);
    assertThat(out.size()).isEqualTo(9);
  }

  @Test
  void truth_values_take_a_bit_each() {
    new BoolBitpack().encode(new long[ROWS / 64], 0, ROWS, context, out);
    assertThat(out.size()).isEqualTo(256);
  }

  @Test
  void equal_truth_values_take_two_bytes() {
    new ConstantRleBools().encode(new long[ROWS / 64], 0, ROWS, context, out);
    assertThat(out.size()).isEqualTo(2);
  }

  @Test
  void shared_prefixes_cost_little() {
    BytesColumn paths = column(i -> "/var/log/containers/service-" + (10_000 + i) + ".log");
    new BytesDeltaBlock().encode(paths, 0, ROWS, context, out);
    assertThat(out.size()).isLessThan(paths.bytes() / 4);
  }

  @Test
  void states_that_come_again_cost_a_byte() {
    SplittableRandom random = new SplittableRandom(42);
    String[] states = {"running", "stopped", "starting"};
    new BytesDeltaBlock().encode(column(_ -> states[random.nextInt(3)]), 0, ROWS, context, out);
    assertThat(out.size()).isLessThan(ROWS * 3 / 2);
  }
}
