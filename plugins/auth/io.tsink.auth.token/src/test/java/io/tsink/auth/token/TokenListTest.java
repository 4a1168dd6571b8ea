package io.tsink.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.spi.auth.Principal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenListTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void a_list_is_read_as_it_is_specified() throws BadList {
    List<Token> tokens =
        read(
            Tokens.list(
                "\t# comment\r",
                "",
                "  sha256=" + HASH + "   name=a.b_c@d-e\tkind=node roles=x,y tenants=*  \r"),
            false);

    assertThat(tokens).hasSize(1);
    assertThat(tokens.getFirst().key()).isEqualTo(HASH);
    assertThat(tokens.getFirst().principal().name()).isEqualTo("a.b_c@d-e");
    assertThat(tokens.getFirst().principal().kind()).isEqualTo(Principal.Kind.NODE);
    assertThat(tokens.getFirst().principal().authenticator()).isEqualTo("here");
  }

  @Test
  void a_list_of_nobody_is_a_list() throws BadList {
    assertThat(read("tsink-tokens 1\nend\n", false)).isEmpty();
  }

  @Test
  void a_token_in_clear_is_hashed_only_where_that_is_allowed() throws BadList {
    String list = Tokens.list("name=a token=s=cr/t+==");

    assertThat(read(list, true).getFirst().key()).isEqualTo(Tokens.sha256("s=cr/t+=="));
    assertThatThrownBy(() -> read(list, false))
        .isInstanceOf(BadList.class)
        .hasMessage("line 2: a file lists the sha256 of a token, not the token");
  }

  @Test
  void two_tokens_may_have_one_name_but_no_token_two_lines() throws BadList {
    assertThat(read(Tokens.list(Tokens.line("a", "1", ""), Tokens.line("a", "2", "")), false))
        .hasSize(2);
    assertThatThrownBy(
            () -> read(Tokens.list(Tokens.line("a", "1", ""), Tokens.line("b", "1", "")), false))
        .hasMessage("line 3: the token is listed twice");
  }

  @Test
  void a_list_is_bounded() {
    String[] lines = new String[10_001];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "name=a sha256=%064x".formatted(i);
    }

    assertThatThrownBy(() -> read(Tokens.list(lines), false))
        .hasMessage("line 10002: expected at most 10000 tokens");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "name=secret",
        "sha256=HASH",
        "name=a sha256=HASH token=secret",
        "name=a sha256=secret",
        "name=a sha256=HASH0",
        "name=a/secret sha256=HASH",
        "name=a name=b sha256=HASH",
        "name=a sha256=HASH secret=1",
        "name=a sha256=HASH kind=secret",
        "name=a sha256=HASH roles=",
        "name=a sha256=HASH roles=secret,",
        "name=a sha256=HASH tenants=se+cret",
        "name=a sha256=HASH expires=secret",
        "name=a sha256=HASH state=secret",
        "name=a token=",
        "end of secret"
      })
  void a_malformed_line_is_named_and_not_shown(String line) {
    assertThatThrownBy(() -> read(Tokens.list(line.replace("HASH", HASH)), true))
        .isInstanceOf(BadList.class)
        .hasMessageStartingWith("line 2: ")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining(HASH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "tsink-tokens 1",
        "tsink-tokens 2\nend\n",
        "tsink-tokens 1\nend",
        "tsink-tokens 1\n",
        "tsink-tokens 1\nend\nname=a"
      })
  void what_is_not_whole_is_no_list(String text) {
    assertThatThrownBy(() -> read(text, true)).isInstanceOf(BadList.class);
  }

  private static List<Token> read(String text, boolean allowsClear) throws BadList {
    return TokenList.read(text.getBytes(UTF_8), "here", allowsClear);
  }
}
