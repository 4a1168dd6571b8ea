package io.tsink.protocol.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.store.StorageException;
import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class WireTest {
  private final Wire wire = new Wire();

  private static void put(ByteArrayOutputStream out, long number, int padding) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    if (padding == 0) {
      out.write((int) rest);
      return;
    }
    out.write((int) rest | 0x80);
    for (int i = 1; i < padding; i++) {
      out.write(0x80);
    }
    out.write(0);
  }

  @Test
  void numbers_of_any_length_are_read_wherever_the_message_ends() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong() >>> random.nextInt(64);
      int most = 10 - Math.max(1, (70 - Long.numberOfLeadingZeros(number)) / 7);
      var out = new ByteArrayOutputStream();
      put(out, number, random.nextInt(4) == 0 ? random.nextInt(most + 1) : 0);
      int length = out.size();
      int behind = random.nextInt(12);
      for (int k = 0; k < behind; k++) {
        out.write(random.nextInt());
      }
      byte[] bytes = out.toByteArray();
      int inMessage = random.nextInt(behind + 1);

      wire.over(bytes, 0, length + inMessage);
      assertThat(wire.varint()).as("seed %d, number %d", seed, i).isEqualTo(number);
      assertThat(wire.at()).as("seed %d, number %d", seed, i).isEqualTo(length);

      if (length > 1) {
        wire.over(bytes, 0, length - 1);
        assertThatThrownBy(wire::varint).isInstanceOf(StorageException.class);
      }
    }
  }

  @Test
  void fields_of_one_tag_are_passed_over_up_to_another_tag_or_a_length_that_is_too_large() {
    byte[] bytes = {10, 1, 7, 10, 0, 10, (byte) 0x81, 0, 9, 18, 1, 3};
    wire.over(bytes, 0, bytes.length);
    assertThat(wire.skipAll(10)).isEqualTo(9);

    byte[] cut = {10, 1, 7, 10, 5, 1};
    wire.over(cut, 0, cut.length);
    assertThatThrownBy(() -> wire.skipAll(10)).isInstanceOf(StorageException.class);

    byte[] ends = {10, 1, 7, 10};
    wire.over(ends, 0, ends.length);
    assertThatThrownBy(() -> wire.skipAll(10)).isInstanceOf(StorageException.class);
  }
}
