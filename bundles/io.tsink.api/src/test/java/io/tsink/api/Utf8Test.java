package io.tsink.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Utf8Test {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "é", "\u07ff", "\u0800", "\ud7ff", "\uffff", "\uD83C\uDF0D", "\0"})
  void text_is_valid(String text) {
    byte[] bytes = text.getBytes(UTF_8);

    assertThat(Utf8.valid(bytes, 0, bytes.length)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c0af",
        "c180",
        "c2",
        "c2c2",
        "e08080",
        "e0a0",
        "eda080",
        "edbfbf",
        "f0808080",
        "f08f8080",
        "f4908080",
        "f5808080",
        "f09080",
        "ff",
        "41c3",
        "fe"
      })
  void what_rfc_3629_forbids_is_not(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(Utf8.valid(bytes, 0, bytes.length)).isFalse();
  }

  @Property
  void any_bytes_are_valid_when_a_strict_decoder_takes_them(@ForAll @Size(max = 8) byte[] bytes) {
    boolean decodes;
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      decodes = true;
    } catch (CharacterCodingException e) {
      decodes = false;
    }
    assertThat(Utf8.valid(bytes, 0, bytes.length)).isEqualTo(decodes);
  }
}
