package io.tsink.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenListProperties {

  @Property
  void random_bytes_are_refused_and_do_nothing_else(@ForAll @Size(max = 300) byte[] content) {
    assertThat(tokens(content)).isEqualTo(-1);
  }

  @Property
  void a_damaged_list_has_no_more_tokens_than_before_or_is_refused(
      @ForAll @IntRange(max = 100_000) int at, @ForAll byte other) {
    byte[] content = Tokens.usual().getBytes(UTF_8);
    content[at % content.length] = other;

    assertThat(tokens(content)).isLessThanOrEqualTo(4);
  }

  /// Returns how many tokens the list has, -1 when it is none.
  private static int tokens(byte[] content) {
    try {
      return TokenList.read(content, "here", true).size();
    } catch (BadList _) {
      return -1;
    }
  }
}
