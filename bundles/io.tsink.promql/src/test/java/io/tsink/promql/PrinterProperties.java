package io.tsink.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.Printer;
import io.tsink.promql.parse.ParseOptions;
import io.tsink.promql.parse.Parser;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PrinterProperties {

  private static final Pattern POSITIONS =
      Pattern.compile("position=Position\\[[^]]*]|(start|end)=\\d+");

  @Provide
  Arbitrary<String> queries() {
    return ExpressionTexts.vectors();
  }

  @Property
  void a_printed_expression_parses_to_the_same_tree(@ForAll("queries") String query) {
    Expr parsed = Parser.parse(query, ParseOptions.ALL);
    Expr again = Parser.parse(Printer.print(parsed), ParseOptions.ALL);
    Expr once = Parser.parse(Printer.print(again), ParseOptions.ALL);

    assertThat(Printer.print(again)).isEqualTo(Printer.print(parsed));
    assertThat(shape(once)).isEqualTo(shape(again));
    assertThat(shape(again).length()).isEqualTo(shape(parsed).length());
  }

  @Property
  void a_pretty_expression_parses_to_the_same_text(@ForAll("queries") String query) {
    Expr parsed = Parser.parse(query, ParseOptions.ALL);

    Expr again = Parser.parse(Printer.pretty(parsed), ParseOptions.ALL);

    assertThat(Printer.print(again)).isEqualTo(Printer.print(parsed));
  }

  @Property
  void no_text_makes_the_parser_fail_otherwise_than_with_a_place(@ForAll String text) {
    String failure = "1:1: parse error: ";
    try {
      Parser.parse(text, ParseOptions.ALL);
    } catch (io.tsink.promql.parse.ParseFailure e) {
      failure = String.valueOf(e.getMessage());
    }

    assertThat(failure).matches("(?s)\\d+:\\d+: parse error: .*");
  }

  private static String shape(Expr expr) {
    return POSITIONS
        .matcher(expr.toString())
        .replaceAll("")
        .replaceAll("duration=(true|false)", "");
  }
}
