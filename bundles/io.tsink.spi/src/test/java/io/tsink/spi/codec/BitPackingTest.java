package io.tsink.spi.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class BitPackingTest {

  @Property
  void a_run_comes_back_from_any_number_on_and_reads_nothing_behind_its_end(
      @ForAll @Size(min = 1, max = 200) long[] values,
      @ForAll @IntRange(min = 1, max = 64) int width) {
    long[] narrow = Arrays.stream(values).map(value -> value & (-1L >>> (64 - width))).toArray();
    Output out = new Output(0);
    out.putByte(0x55);
    BitPacking.pack(narrow, 0, narrow.length, width, out);
    int end = out.size();
    assertThat(end - 1).isEqualTo(BitPacking.bytes(narrow.length, width));
    byte[] exact = Arrays.copyOf(out.array(), end);
    byte[] followed = Arrays.copyOf(out.array(), end + 20);
    Arrays.fill(followed, end, followed.length, (byte) -1);
    for (byte[] src : new byte[][] {exact, followed}) {
      int first = narrow.length / 3;
      long[] back = new long[narrow.length - first];
      BitPacking.unpack(src, 1, end, width, first, back.length, back, 0);
      assertThat(back).isEqualTo(Arrays.copyOfRange(narrow, first, narrow.length));
      for (int i = 0; i < narrow.length; i++) {
        assertThat(BitPacking.get(src, 1, end, width, i)).isEqualTo(narrow[i]);
      }
    }
  }

  @Property
  void zig_zag_keeps_every_number(@ForAll long value) {
    assertThat(BitPacking.unZigZag(BitPacking.zigZag(value))).isEqualTo(value);
  }

  @Test
  void zig_zag_makes_numbers_near_zero_small() {
    assertThat(LongStream.of(0, -1, 1, -2, Long.MIN_VALUE).map(BitPacking::zigZag))
        .containsExactly(0L, 1L, 2L, 3L, -1L);
  }

  @Test
  void numbers_of_no_width_are_zeros_of_no_bytes() {
    Output out = new Output(0);
    BitPacking.pack(new long[9], 0, 9, 0, out);
    assertThat(out.size()).isZero();
    long[] back = {1, 2, 3};
    BitPacking.unpack(new byte[0], 0, 0, 0, 2, 3, back, 0);
    assertThat(back).containsOnly(0);
  }

  @Test
  void the_layout_of_bits_is_from_the_lowest() {
    Output out = new Output(0);
    BitPacking.pack(new long[] {1, 2, 3}, 0, 3, 3, out);
    assertThat(Arrays.copyOf(out.array(), out.size()))
        .containsExactly((byte) 0b11_010_001, (byte) 0);
  }
}
