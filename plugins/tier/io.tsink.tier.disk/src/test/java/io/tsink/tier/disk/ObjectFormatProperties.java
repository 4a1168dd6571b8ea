package io.tsink.tier.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.spi.tier.ObjectDigest;
import java.io.IOException;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ObjectFormatProperties {

  @Property
  void the_length_follows_from_the_size_of_the_file(
      @ForAll @LongRange(min = 0, max = 1L << 40) long length) {
    assertThat(ObjectFormat.length(ObjectFormat.fileSize(length))).isEqualTo(length);
  }

  @Property
  void the_length_of_no_size_is_negative(@ForAll @LongRange(min = 0, max = 200_000) long size) {
    assertThat(ObjectFormat.length(size)).isNotNegative();
  }

  @Property
  void a_tail_is_read_as_it_was_written(
      @ForAll @LongRange(min = 0, max = 1L << 40) long length,
      @ForAll int crc,
      @ForAll int blockCrcs,
      @ForAll @Size(32) byte[] sha256)
      throws IOException {
    ObjectFormat.Tail tail = new ObjectFormat.Tail(ObjectDigest.of(length, crc, sha256), blockCrcs);

    assertThat(ObjectFormat.tail(tail.bytes().array())).isEqualTo(tail);
  }

  @Example
  void the_format_is_as_it_was() {
    ObjectFormat.Tail tail =
        new ObjectFormat.Tail(ObjectDigest.of(new byte[] {1, 2, 3}), 0x01020304);

    assertThat(HexFormat.of().formatHex(tail.bytes().array()))
        .isEqualTo(
            "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"
                + "1ef230f1040302010300000000000000010000006676ffed7473696e6b6f626a");
  }

  @Example
  void another_version_is_refused_by_name() {
    byte[] bytes = new ObjectFormat.Tail(ObjectDigest.of(new byte[0]), 0).bytes().array();
    bytes[48] = 2;
    int crc = ObjectFormat.crc(bytes, 0, 52);
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[52 + i] = (byte) (crc >>> (8 * i));
    }

    assertThatThrownBy(() -> ObjectFormat.tail(bytes))
        .isInstanceOf(Damaged.class)
        .hasMessage("format version 2, expected 1");
  }
}
