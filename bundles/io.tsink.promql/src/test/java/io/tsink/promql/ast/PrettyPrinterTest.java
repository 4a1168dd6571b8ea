package io.tsink.promql.ast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.promql.parse.ParseOptions;
import io.tsink.promql.parse.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrettyPrinterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a+b|a + b",
        "foo_1 + foo_2 + foo_3|~~~~foo_1;~~+;~~~~foo_2;+;~~foo_3",
        "a == bool 1|~~a;== bool;~~1",
        "(_foo_long_)|(;~~_foo_long_;)",
        "-rate(foo[1m])|-rate(;~~foo[1m];)",
        "topk(10, ask:errors)|topk(;~~10,;~~ask:errors;)",
        "sum(foo_bar_baz) without(job)|sum without (job) (;~~foo_bar_baz;)",
        "rate(foo_bar[1m])[1m:] @ end()|rate(;~~foo_bar[1m];)[1m:] @ end()",
      })
  void long_expressions_break_into_indented_lines(String query, String expected) {
    Expr expr = Parser.parse(query, ParseOptions.ALL);

    String pretty = Printer.pretty(expr, 10);

    assertThat(pretty).isEqualTo(expected.replace(';', '\n').replace('~', ' '));
  }
}
