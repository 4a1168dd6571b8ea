package io.tsink.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.Printer;
import io.tsink.promql.parse.ParseFailure;
import io.tsink.promql.parse.ParseOptions;
import io.tsink.promql.parse.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The parser against the conformance corpus.
class LanguageCorpusTest {

  /// Expressions that did not survive the extraction into the corpus as text.
  private static final String NOT_TEXT = "{'$bin'";

  @Test
  void valid_expressions_parse_and_others_are_refused_with_the_expected_text() {
    int passed = 0;
    List<String> wrong = new ArrayList<>();
    for (Map<String, Object> row : Json.objects(Corpora.text("promql-parse/public.json"))) {
      String query = (String) row.get("expr");
      if (query == null || query.contains(NOT_TEXT)) {
        continue;
      }
      String error = errorOf(query);
      Object expected = row.get("error");
      if (java.util.Objects.equals(error, expected)) {
        passed++;
      } else {
        wrong.add(query + "\n  is      " + error + "\n  expected " + expected);
      }
    }
    System.out.println("corpus promql-parse: passed " + passed + ", failed " + wrong.size());
    assertThat(wrong).isEmpty();
  }

  private static @Nullable String errorOf(String query) {
    try {
      Parser.parse(query, ParseOptions.ALL);
      return null;
    } catch (ParseFailure e) {
      return e.getMessage();
    }
  }

  @Test
  void positions_of_nodes_are_those_of_the_corpus() {
    List<String> wrong = new ArrayList<>();
    for (Map<String, Object> row : Json.objects(Corpora.text("promql-parse/public.json"))) {
      if (row.get("ast") instanceof Map<?, ?> ast
          && ast.get("PosRange") instanceof Map<?, ?> range) {
        String query = (String) row.get("expr");
        Expr expr = Parser.parse(String.valueOf(query), ParseOptions.ALL);
        int start = range.get("Start") instanceof Double d ? d.intValue() : 0;
        int end = range.get("End") instanceof Double d ? d.intValue() : 0;
        if (expr.position().start() != start || expr.position().end() != end) {
          wrong.add(query + " at " + expr.position() + ", expected " + start + "-" + end);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void printed_expressions_are_those_of_the_corpus() {
    int passed = 0;
    List<String> wrong = new ArrayList<>();
    Map<?, ?> groups = (Map<?, ?>) Json.read(Corpora.text("promql-parse/printer.json"));
    for (Map.Entry<?, ?> group : java.util.Objects.requireNonNull(groups).entrySet()) {
      boolean pretty = String.valueOf(group.getKey()).startsWith("prettier");
      for (Object entry : (List<?>) group.getValue()) {
        Map<?, ?> row = (Map<?, ?>) entry;
        Object in = row.containsKey("in") ? row.get("in") : row.get("input");
        if (in == null || pretty) {
          continue;
        }
        Object out = row.containsKey("in") ? row.get("out") : row.get("expected");
        String printed = Printer.print(Parser.parse(in.toString(), ParseOptions.ALL));
        if (printed.equals(out == null ? in : out)) {
          passed++;
        } else {
          wrong.add(in + " prints as " + printed + ", expected " + out);
        }
      }
    }
    System.out.println("corpus promql-printer: passed " + passed + ", failed " + wrong.size());
    assertThat(wrong).isEmpty();
  }
}
