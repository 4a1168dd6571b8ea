package io.tsink.promql;

import io.tsink.promql.ast.AggregateExpr;
import io.tsink.promql.ast.At;
import io.tsink.promql.ast.BinaryExpr;
import io.tsink.promql.ast.Call;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.MatrixSelector;
import io.tsink.promql.ast.NumberLiteral;
import io.tsink.promql.ast.ParenExpr;
import io.tsink.promql.ast.Printer;
import io.tsink.promql.ast.StringLiteral;
import io.tsink.promql.ast.SubqueryExpr;
import io.tsink.promql.ast.UnaryExpr;
import io.tsink.promql.ast.VectorSelector;
import io.tsink.promql.parse.ParseOptions;
import io.tsink.promql.parse.Parser;
import java.util.Set;

/// An expression whose selectors all look at one moment, whenever it is evaluated.
final class Pinned {

  private static final Set<String> TIME_DEPENDENT =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "end",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "range",
          "start",
          "step",
          "time",
          "timestamp");

  private final At at;
  private boolean timeDependent;

  private Pinned(double seconds) {
    this.at = new At.Time(seconds);
  }

  /// The pinned expression as text, empty when its value depends on the time of evaluation.
  static String at(String query, double seconds) {
    var pinned = new Pinned(seconds);
    Expr expr = pinned.pin(Parser.parse(query, ParseOptions.ALL));
    return pinned.timeDependent ? "" : Printer.print(expr);
  }

  private Expr pin(Expr expr) {
    return switch (expr) {
      case NumberLiteral e -> e;
      case StringLiteral e -> e;
      case ParenExpr e -> new ParenExpr(pin(e.inner()), e.position());
      case UnaryExpr e -> new UnaryExpr(e.negative(), pin(e.operand()), e.start());
      case BinaryExpr e ->
          new BinaryExpr(e.op(), pin(e.left()), pin(e.right()), e.returnBool(), e.matching());
      case AggregateExpr e -> {
        Expr parameter = e.parameter();
        yield new AggregateExpr(
            e.op(),
            pin(e.operand()),
            parameter == null ? null : pin(parameter),
            e.grouping(),
            e.without(),
            e.position());
      }
      case Call e -> {
        timeDependent |= TIME_DEPENDENT.contains(e.function().name());
        yield new Call(e.function(), e.arguments().stream().map(this::pin).toList(), e.position());
      }
      case VectorSelector e -> selector(e);
      case MatrixSelector e -> new MatrixSelector(selector(e.selector()), e.range(), e.end());
      case SubqueryExpr e -> {
        boolean already = e.shift().at() != null;
        yield already
            ? e
            : new SubqueryExpr(e.expr(), e.range(), e.step(), e.shift().withAt(at), e.end());
      }
    };
  }

  private VectorSelector selector(VectorSelector selector) {
    return selector.shift().at() != null
        ? selector
        : selector.withShift(selector.shift().withAt(at), selector.position().end());
  }
}
