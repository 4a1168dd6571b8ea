package io.tsink.promql.ast;

import io.tsink.api.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints expressions: on one line, or indented where a line would become too long.
///
/// Both forms parse back to the same tree (positions aside; matchers come out sorted).
public final class Printer {

  private static final int LINE_LENGTH = 100;

  private final int lineLength;

  private Printer(int lineLength) {
    this.lineLength = lineLength;
  }

  /// The expression on one line.
  public static String print(Expr expr) {
    return switch (expr) {
      case NumberLiteral e -> e.duration() ? GoText.duration(e.value()) : GoText.plain(e.value());
      case StringLiteral e -> GoText.quote(e.value());
      case ParenExpr e -> "(" + print(e.inner()) + ")";
      case UnaryExpr e -> (e.negative() ? "-" : "+") + print(e.operand());
      case BinaryExpr e -> print(e.left()) + " " + operator(e) + " " + print(e.right());
      case AggregateExpr e -> {
        Expr parameter = e.parameter();
        String first = parameter == null ? "" : print(parameter) + ", ";
        yield operator(e) + "(" + first + print(e.operand()) + ")";
      }
      case Call e ->
          e.function().name()
              + "("
              + String.join(", ", e.arguments().stream().map(Printer::print).toList())
              + ")";
      case VectorSelector e ->
          series(e) + at(e.shift()) + e.extension().suffix() + offset(e.shift());
      case MatrixSelector e -> {
        VectorSelector selector = e.selector();
        yield series(selector)
            + "["
            + bound(e.range())
            + "]"
            + selector.extension().suffix()
            + at(selector.shift())
            + offset(selector.shift());
      }
      case SubqueryExpr e -> print(e.expr()) + window(e);
    };
  }

  /// A duration, as it stands inside arithmetic.
  public static String print(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal d ->
          d.duration() ? GoText.duration(d.seconds()) : GoText.plain(d.seconds());
      case DurationExpr.Paren d -> "(" + print(d.inner()) + ")";
      case DurationExpr.Negation d -> "-" + print(d.operand());
      case DurationExpr.Arithmetic d ->
          print(d.left()) + " " + d.op().text() + " " + print(d.right());
      case DurationExpr.Step _ -> "step()";
      case DurationExpr.Range _ -> "range()";
      case DurationExpr.MinOf d -> "min_of(" + print(d.left()) + ", " + print(d.right()) + ")";
      case DurationExpr.MaxOf d -> "max_of(" + print(d.left()) + ", " + print(d.right()) + ")";
    };
  }

  /// A matcher as it stands inside braces.
  public static String print(Matcher matcher) {
    String name = matcher.name();
    String operator =
        switch (matcher.kind()) {
          case EQUAL -> "=";
          case NOT_EQUAL -> "!=";
          case MATCHES -> "=~";
          case NOT_MATCHES -> "!~";
        };
    return (GoText.bareLabelName(name) ? name : GoText.quote(name))
        + operator
        + GoText.quote(matcher.value());
  }

  /// The expression, broken into indented lines where it is longer than 100 characters.
  public static String pretty(Expr expr) {
    return pretty(expr, LINE_LENGTH);
  }

  static String pretty(Expr expr, int lineLength) {
    return new Printer(lineLength).pretty(0, expr);
  }

  private String pretty(int level, Expr expr) {
    String indent = "  ".repeat(level);
    String line = print(expr);
    if (line.length() <= lineLength) {
      return indent + line;
    }
    return switch (expr) {
      case NumberLiteral _, StringLiteral _, VectorSelector _, MatrixSelector _ -> indent + line;
      case ParenExpr e -> indent + "(\n" + pretty(level + 1, e.inner()) + "\n" + indent + ")";
      case UnaryExpr e ->
          indent
              + (e.negative() ? "-" : "+")
              + pretty(level, e.operand()).substring(indent.length());
      case BinaryExpr e ->
          pretty(level + 1, e.left())
              + "\n"
              + indent
              + operator(e)
              + "\n"
              + pretty(level + 1, e.right());
      case AggregateExpr e -> {
        Expr parameter = e.parameter();
        String first = parameter == null ? "" : pretty(level + 1, parameter) + ",\n";
        yield indent
            + operator(e)
            + "(\n"
            + first
            + pretty(level + 1, e.operand())
            + "\n"
            + indent
            + ")";
      }
      case Call e -> {
        var arguments = new ArrayList<String>();
        for (Expr argument : e.arguments()) {
          arguments.add(pretty(level + 1, argument));
        }
        yield indent
            + e.function().name()
            + "(\n"
            + String.join(",\n", arguments)
            + "\n"
            + indent
            + ")";
      }
      case SubqueryExpr e -> pretty(level, e.expr()) + window(e);
    };
  }

  private static String operator(AggregateExpr expr) {
    if (expr.without()) {
      return expr.op().text() + " without (" + labels(expr.grouping()) + ") ";
    }
    return expr.grouping().isEmpty()
        ? expr.op().text()
        : expr.op().text() + " by (" + labels(expr.grouping()) + ") ";
  }

  private static String operator(BinaryExpr expr) {
    var out = new StringBuilder(expr.op().text());
    if (expr.returnBool()) {
      out.append(" bool");
    }
    VectorMatching matching = expr.matching();
    if (matching == null) {
      return out.toString();
    }
    if (!matching.labels().isEmpty() || matching.on() || matching.grouped()) {
      out.append(matching.on() ? " on (" : " ignoring (");
      out.append(labels(matching.labels())).append(')');
    }
    if (matching.grouped()) {
      boolean left = matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE;
      out.append(left ? " group_left (" : " group_right (");
      out.append(labels(matching.include())).append(')');
    }
    Double left = matching.fillLeft();
    Double right = matching.fillRight();
    if (left != null && left.equals(right)) {
      out.append(" fill (").append(GoText.general(left, 21)).append(')');
    } else {
      if (left != null) {
        out.append(" fill_left (").append(GoText.general(left, 21)).append(')');
      }
      if (right != null) {
        out.append(" fill_right (").append(GoText.general(right, 21)).append(')');
      }
    }
    return out.toString();
  }

  private static String labels(List<String> names) {
    return String.join(
        ", ", names.stream().map(n -> GoText.bareLabelName(n) ? n : GoText.quote(n)).toList());
  }

  private static String series(VectorSelector selector) {
    var matchers = new ArrayList<String>();
    for (Matcher matcher : selector.matchers()) {
      boolean shownByName =
          !selector.name().isEmpty()
              && matcher.name().equals("__name__")
              && matcher.kind() == Matcher.Kind.EQUAL
              && matcher.value().equals(selector.name());
      if (!shownByName) {
        matchers.add(print(matcher));
      }
    }
    if (matchers.isEmpty()) {
      return selector.name().isEmpty() ? "{}" : selector.name();
    }
    matchers.sort(null);
    return selector.name() + "{" + String.join(",", matchers) + "}";
  }

  private static String window(SubqueryExpr expr) {
    DurationExpr step = expr.step();
    return "["
        + bound(expr.range())
        + ":"
        + (step == null ? "" : bound(step))
        + "]"
        + at(expr.shift())
        + offset(expr.shift());
  }

  private static String bound(DurationExpr duration) {
    return duration instanceof DurationExpr.Literal literal
        ? GoText.duration(literal.seconds())
        : print(duration);
  }

  private static String at(TimeShift shift) {
    At at = shift.at();
    if (at == null) {
      return "";
    }
    return switch (at) {
      case At.Start _ -> " @ start()";
      case At.End _ -> " @ end()";
      case At.Time time -> {
        double millis = time.seconds() * 1e3;
        boolean whole = Math.abs(millis - Math.rint(millis)) < 1e-6 * Math.max(1, Math.abs(millis));
        yield " @ "
            + (whole
                ? String.format(Locale.ROOT, "%.3f", time.seconds())
                : GoText.plain(time.seconds()));
      }
    };
  }

  private static String offset(TimeShift shift) {
    DurationExpr offset = shift.offset();
    return switch (offset) {
      case null -> "";
      case DurationExpr.Literal literal ->
          literal.seconds() == 0 ? "" : " offset " + GoText.duration(literal.seconds());
      default -> " offset " + print(offset);
    };
  }
}
