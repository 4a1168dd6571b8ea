package io.tsink.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.promql.ast.Printer;
import io.tsink.promql.parse.ParseFailure;
import io.tsink.promql.parse.ParseOptions;
import io.tsink.promql.parse.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

  private static String errorOf(String query) {
    try {
      Parser.parse(query, ParseOptions.ALL);
    } catch (ParseFailure e) {
      return String.valueOf(e.getMessage());
    }
    return "";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(foo bar)|1:9: parse error: unexpected identifier \"bar\" in aggregation",
        "sum by (foo|1:12: parse error: unclosed left parenthesis",
        "foo{a}|1:6: parse error: unexpected \"}\" in label matching,"
            + " expected label matching operator",
        "foo{a=\"b\" c=\"d\"}|1:11: parse error: unexpected identifier \"c\" in label matching,"
            + " expected \",\" or \"}\"",
        "1 < 2|1:3: parse error: comparisons between scalars must use BOOL modifier",
        "foo[0]|1:5: parse error: duration must be greater than 0",
        "foo @ 1 @ 2|1:1: parse error: @ <timestamp> may not be set multiple times",
        "foo anchored smoothed|1:1: parse error: anchored and smoothed modifiers cannot be used"
            + " together",
        "time(,)|1:6: parse error: unexpected \",\"",
        "abs(foo,)|1:8: parse error: trailing commas not allowed in function call args",
        "foo + fill(1) 2|1:1: parse error: filling in missing series only allowed between instant"
            + " vectors",
      })
  void an_error_names_place_and_expectation(String query, String expected) {
    assertThat(errorOf(query)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"foo{a=~\"(\"}", "foo{a=~\"x{2000}\"}", "foo{a=~\"(?=x)\"}", "{a=~\"\\\\1\"}"})
  void a_regular_expression_outside_of_re2_is_refused(String query) {
    assertThat(errorOf(query)).contains("parse error: error parsing regexp: ");
  }

  @Test
  void a_regular_expression_of_more_than_four_kilobytes_is_refused() {
    assertThat(errorOf("foo{a=~\"" + "x".repeat(5000) + "\"}")).contains("longer than 4096");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "abs(", "foo[", "foo[1m:1m] @ ", "foo[-"})
  void endless_nesting_is_an_error(String opening) {
    assertThat(errorOf(opening.repeat(100_000) + "1")).contains("parse error");
  }

  @Test
  void a_long_chain_of_operators_is_an_error_not_a_deep_stack() {
    assertThat(errorOf("1" + " + 1".repeat(100_000))).contains("more than 256 levels");
    assertThat(errorOf("foo[1" + " + 1".repeat(100_000) + "]")).contains("more than 256 levels");
  }

  @Test
  void experimental_parts_are_refused_when_closed() {
    var closed = new ParseOptions(false, false, false);

    assertThatThrownBy(() -> Parser.parse("limitk(1, foo)", closed))
        .hasMessageContaining(
            "limitk() is experimental and must be enabled with"
                + " --enable-feature=promql-experimental-functions");
    assertThatThrownBy(() -> Parser.parse("mad_over_time(foo[5m])", closed))
        .hasMessageContaining("function \"mad_over_time\" is not enabled");
    assertThatThrownBy(() -> Parser.parse("foo anchored", closed))
        .hasMessageContaining("anchored modifier is experimental and not enabled");
    assertThatThrownBy(() -> Parser.parse("foo + fill(1) foo", closed))
        .hasMessageContaining("binop fill modifiers are experimental and not enabled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 ^ 2|-1 ^ 2",
        "-a * b|-a * b",
        "a ^ b ^ c|a ^ b ^ c",
        "sum(a) by (b)|sum by (b) (a)",
        "a OFFSET 90s|a offset 1m30s",
        "a[3600s:60s]|a[1h:1m]",
        "0x1F|31",
      })
  void an_expression_prints_in_its_canonical_form(String query, String expected) {
    assertThat(Printer.print(Parser.parse(query, ParseOptions.ALL))).isEqualTo(expected);
  }

  @Test
  void a_selector_is_parsed_alone() {
    assertThat(Parser.parseSelector("up{job='a'}").matchers()).hasSize(2);
    assertThatThrownBy(() -> Parser.parseSelector("up offset 5m"))
        .hasMessage("1:1: parse error: expected a series selector");
  }
}
