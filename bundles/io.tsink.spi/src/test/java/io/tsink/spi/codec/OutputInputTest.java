package io.tsink.spi.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class OutputInputTest {

  private final Output out = new Output(0);

  private Input input() {
    Input in = new Input();
    in.reset(Arrays.copyOf(out.array(), out.size()), 0, out.size());
    return in;
  }

  @Property
  void numbers_come_back_in_every_form(@ForAll long value) throws CorruptBlock {
    out.clear();
    out.putVarint(value);
    out.putZigZag(value);
    out.putLong(value);
    out.putInt((int) value);
    out.putByte((int) value);
    out.putDouble(Double.longBitsToDouble(value));
    Input in = input();
    assertThat(in.readVarint()).isEqualTo(value);
    assertThat(in.readZigZag()).isEqualTo(value);
    assertThat(in.readLong()).isEqualTo(value);
    assertThat(in.readInt()).isEqualTo((int) value);
    assertThat(in.readByte()).isEqualTo((int) value & 0xFF);
    assertThat(Double.doubleToRawLongBits(in.readDouble())).isEqualTo(value);
    in.requireEnd();
  }

  @Test
  void numbers_are_little_endian() {
    out.putInt(0x01020304);
    out.putVarint(300);
    assertThat(Arrays.copyOf(out.array(), out.size()))
        .containsExactly(new int[] {4, 3, 2, 1, 0xAC, 2});
  }

  @Test
  void reading_past_the_end_is_corrupt_in_every_form() {
    Input in = input();
    assertThatExceptionOfType(CorruptBlock.class).isThrownBy(in::readByte);
    assertThatExceptionOfType(CorruptBlock.class).isThrownBy(in::readInt);
    assertThatExceptionOfType(CorruptBlock.class).isThrownBy(in::readLong);
    assertThatExceptionOfType(CorruptBlock.class).isThrownBy(in::readVarint);
    assertThatExceptionOfType(CorruptBlock.class).isThrownBy(() -> in.skip(1));
    assertThatExceptionOfType(CorruptBlock.class).isThrownBy(() -> in.skip(-1));
  }

  @Test
  void a_varint_without_an_end_is_corrupt() {
    for (int i = 0; i < 12; i++) {
      out.putByte(0x80);
    }
    assertThatExceptionOfType(CorruptBlock.class)
        .isThrownBy(() -> input().readVarint())
        .withMessage("a varint of more than 10 bytes");
  }

  @Test
  void a_count_above_its_limit_is_corrupt() {
    out.putVarint(-1);
    assertThatExceptionOfType(CorruptBlock.class)
        .isThrownBy(() -> input().readCount(100))
        .withMessage("18446744073709551615 found where at most 100 is possible");
  }

  @Test
  void something_behind_the_end_is_corrupt() {
    out.putByte(1);
    assertThatExceptionOfType(CorruptBlock.class).isThrownBy(() -> input().requireEnd());
  }

  @Test
  void an_output_is_cut_back_but_not_forward() {
    out.putLong(1);
    out.truncate(3);
    assertThat(out.size()).isEqualTo(3);
    assertThatIllegalArgumentException().isThrownBy(() -> out.truncate(4));
  }
}
