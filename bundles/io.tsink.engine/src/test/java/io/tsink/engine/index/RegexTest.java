package io.tsink.engine.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {

  private static boolean matches(Regex regex, String value) {
    byte[] bytes = ("<" + value + ">").getBytes(UTF_8);
    return regex.matches(bytes, 1, bytes.length - 1);
  }

  /// Expressions of the pieces that the short cuts look at.
  @Provide
  Arbitrary<String> expressions() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "a",
            "b",
            "é",
            "ab",
            ".",
            ".*",
            ".+",
            "a*",
            "b+",
            "a?",
            "|",
            "(a|b)",
            "(?:a)",
            "[ab]",
            "[^a|]",
            "\\.",
            "\\Qa|b\\E",
            "^",
            "$",
            "a{2}",
            "(?i)A",
            "x|",
            "(",
            ")");
    Arbitrary<String> glob = Arbitraries.of("a", "b", "é", ".", ".*", ".+", "\\.", "|");
    return Arbitraries.oneOf(
        piece.list().ofMaxSize(5).map(pieces -> String.join("", pieces)),
        glob.list().ofMaxSize(7).map(pieces -> String.join("", pieces)),
        glob.list().ofMaxSize(4).map(pieces -> "(" + String.join("", pieces) + ")"));
  }

  @Provide
  Arbitrary<String> values() {
    return Combinators.combine(
            Arbitraries.strings().withChars('a', 'b', 'A', 'é', '.', '|', 'x', '\n').ofMaxLength(4),
            Arbitraries.of("", "a", "ab", "b"))
        .as((left, right) -> left + right);
  }

  @Property(tries = 5000)
  void short_cuts_say_what_the_automaton_says(
      @ForAll("expressions") String text, @ForAll("values") String value) {
    Pattern oracle;
    try {
      oracle = Pattern.compile(text, Pattern.DOTALL);
    } catch (RuntimeException e) {
      assertThatThrownBy(() -> Regex.compile(text)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    Regex regex = Regex.compile(text);
    boolean expected = oracle.matches(value);

    assertThat(matches(regex, value)).isEqualTo(expected);
    assertThat(regex.matchesEmpty()).isEqualTo(oracle.matches(""));
    List<byte[]> literals = regex.literals();
    if (literals != null && !value.isEmpty()) {
      assertThat(literals.stream().anyMatch(l -> new String(l, UTF_8).equals(value)))
          .isEqualTo(expected);
    }
    if (regex.matchesAllButEmpty() && !value.isEmpty()) {
      assertThat(expected).isTrue();
    }
  }

  @Test
  void the_beginning_of_a_text_is_not_behind_a_letter_beyond_ascii() {
    assertThat(matches(Regex.compile("é^"), "é")).isFalse();
    assertThat(matches(Regex.compile(".+^.*$"), "éA ")).isFalse();
    assertThat(matches(Regex.compile("^é.$"), "éA")).isTrue();
  }

  @Test
  void alternatives_of_plain_texts_are_looked_up_not_searched() {
    assertThat(Regex.compile("(api|web|db-1\\.local)").literals())
        .extracting(text -> new String(text, UTF_8))
        .containsExactly("api", "web", "db-1.local");
  }

  @Test
  void an_expression_that_is_too_long_is_refused() {
    assertThatThrownBy(() -> Regex.compile("a".repeat(4097)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("regular expression of 4097 characters, expected at most 4096");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(x{0,1000}){0,1000}",
        "((x{100}){100}){100}",
        "(a|(b{50}c){60}){90}",
        "[a-z]{1000}(?:[a-z]{1000}){1000}",
        "((((((x{9}){9}){9}){9}){9}){9}"
      })
  void a_bomb_is_refused_before_it_is_compiled(String text) {
    assertThat(new RegexSize(text).instructions()).isGreaterThan(Regex.MAX_PROGRAM);
    assertThatThrownBy(() -> Regex.compile(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_large_but_tame_expression_is_compiled() {
    assertThat(matches(Regex.compile("(?:[a-z]{1,63}\\.){1,20}[a-z]{2,}"), "www.example.org"))
        .isTrue();
  }

  @Test
  void a_text_that_is_no_expression_is_refused_with_the_reason() {
    assertThatThrownBy(() -> Regex.compile("a(b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a regular expression: ");
  }

  @Test
  void groups_nested_too_deep_are_refused() {
    String deep = "(".repeat(251) + "a" + ")".repeat(251);

    assertThatThrownBy(() -> Regex.compile(deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("regular expression with groups nested 251 deep, expected at most 250");
    assertThat(matches(Regex.compile(deep.substring(1, 502)), "a")).isTrue();
  }
}
