package io.tsink.promql.parse;

import io.tsink.api.Matcher;
import io.tsink.promql.ast.AggregateExpr;
import io.tsink.promql.ast.AggregateOp;
import io.tsink.promql.ast.At;
import io.tsink.promql.ast.BinaryExpr;
import io.tsink.promql.ast.BinaryOp;
import io.tsink.promql.ast.Call;
import io.tsink.promql.ast.DurationExpr;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.Function;
import io.tsink.promql.ast.GoText;
import io.tsink.promql.ast.MatrixSelector;
import io.tsink.promql.ast.NumberLiteral;
import io.tsink.promql.ast.Position;
import io.tsink.promql.ast.SubqueryExpr;
import io.tsink.promql.ast.TimeShift;
import io.tsink.promql.ast.UnaryExpr;
import io.tsink.promql.ast.ValueType;
import io.tsink.promql.ast.VectorMatching;
import io.tsink.promql.ast.VectorMatching.Cardinality;
import io.tsink.promql.ast.VectorSelector;
import io.tsink.promql.ast.VectorSelector.Extension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the nodes and finds what is wrong with each as it is made.
///
/// There are two lists, both in the order of discovery: *structural* errors (unknown names,
/// modifiers in wrong places) and *type* errors, which count only where the structure is sound.
/// Nodes are made children first, which is the order type errors are reported in.
final class TreeBuilder {

  private static final String PLACE =
      " modifier must be preceded by an instant vector selector or range vector selector or a"
          + " subquery";
  private static final double MAX_SECONDS = 0x1p63 / 1e9;

  /// Something wrong at a place.
  record Problem(Position position, String message) {}

  private final byte[] input;
  private final ParseOptions options;
  private final List<Problem> structural = new ArrayList<>();
  private final List<Problem> types = new ArrayList<>();

  TreeBuilder(byte[] input, ParseOptions options) {
    this.input = input;
    this.options = options;
  }

  /// The first error of the text, null when it is sound.
  @Nullable Problem firstProblem() {
    if (!structural.isEmpty()) {
      return structural.getFirst();
    }
    return types.isEmpty() ? null : types.getFirst();
  }

  void problem(Position position, String message) {
    structural.add(new Problem(position, message));
  }

  private void typeProblem(Position position, String message) {
    types.add(new Problem(position, message));
  }

  double number(Token token) {
    try {
      return token.kind() == TokenKind.DURATION
          ? Literals.duration(token.text())
          : Literals.number(token.text());
    } catch (Literals.Malformed e) {
      problem(token.position(), String.valueOf(e.getMessage()));
      return 0;
    }
  }

  String unquote(Token token) {
    return Literals.unquote(token.text());
  }

  /// The value of a string that names or matches labels, which are valid UTF-8.
  String labelText(Token token) {
    String text = unquote(token);
    if (!GoText.validUtf8(text)) {
      problem(token.position(), "string " + token.text() + " is not valid UTF-8");
    }
    return text;
  }

  DurationExpr durationLiteral(Token token, @Nullable Token sign) {
    double seconds = number(token);
    boolean negative = sign != null && sign.kind() == TokenKind.SUB;
    if (seconds > MAX_SECONDS || Double.isNaN(seconds)) {
      problem(token.position(), "duration out of range");
      seconds = 0;
    }
    int start = sign == null ? token.start() : sign.start();
    return new DurationExpr.Literal(
        negative ? -seconds : seconds,
        token.kind() == TokenKind.DURATION,
        new Position(start, token.end()));
  }

  DurationExpr negated(DurationExpr operand, int start) {
    return operand instanceof DurationExpr.Literal literal
        ? new DurationExpr.Literal(
            -literal.seconds(), literal.duration(), new Position(start, literal.position().end()))
        : new DurationExpr.Negation(operand, start);
  }

  DurationExpr arithmetic(Token operator, BinaryOp op, DurationExpr left, DurationExpr right) {
    boolean zero = right instanceof DurationExpr.Literal literal && literal.seconds() == 0;
    if (zero && op == BinaryOp.DIVIDE) {
      problem(operator.position(), "division by zero");
    } else if (zero && op == BinaryOp.MODULO) {
      problem(operator.position(), "modulo by zero");
    }
    return new DurationExpr.Arithmetic(op, left, right);
  }

  DurationExpr positive(DurationExpr duration) {
    if (duration instanceof DurationExpr.Literal literal && literal.seconds() <= 0) {
      problem(literal.position(), "duration must be greater than 0");
    }
    return duration;
  }

  Matcher matcher(Token name, String label, TokenKind operator, Token value) {
    String text = labelText(value);
    Matcher.Kind kind =
        switch (operator) {
          case EQL_REGEX -> Matcher.Kind.MATCHES;
          case NEQ_REGEX -> Matcher.Kind.NOT_MATCHES;
          case NEQ -> Matcher.Kind.NOT_EQUAL;
          default -> Matcher.Kind.EQUAL;
        };
    if (operator == TokenKind.EQL_REGEX || operator == TokenKind.NEQ_REGEX) {
      String wrong = RegexCheck.problem(text);
      if (wrong != null) {
        problem(name.position().to(value.position()), wrong);
        text = "";
      }
    }
    return new Matcher(kind, label, text);
  }

  VectorSelector selector(String name, List<Matcher> matchers, Position position) {
    if (!name.isEmpty()) {
      for (Matcher matcher : matchers) {
        if (matcher.name().equals("__name__")) {
          typeProblem(
              position,
              "metric name must not be set twice: %s or %s"
                  .formatted(GoText.quote(name), GoText.quote(matcher.value())));
        }
      }
      matchers.add(new Matcher(Matcher.Kind.EQUAL, "__name__", name));
    } else if (matchers.stream().allMatch(TreeBuilder::matchesEmpty)) {
      typeProblem(position, "vector selector must contain at least one non-empty matcher");
    }
    return new VectorSelector(name, matchers, TimeShift.NONE, Extension.NONE, position);
  }

  private static boolean matchesEmpty(Matcher matcher) {
    return switch (matcher.kind()) {
      case EQUAL -> matcher.value().isEmpty();
      case NOT_EQUAL -> !matcher.value().isEmpty();
      case MATCHES -> RegexCheck.matchesEmpty(matcher.value());
      case NOT_MATCHES -> !RegexCheck.matchesEmpty(matcher.value());
    };
  }

  Expr matrix(Expr expr, DurationExpr range, Position brackets) {
    if (!(expr instanceof VectorSelector selector)) {
      problem(brackets, "ranges only allowed for vector selectors");
      return expr;
    }
    if (selector.shift().offset() != null) {
      problem(brackets, "no offset modifiers allowed before range");
    } else if (selector.shift().at() != null) {
      problem(brackets, "no @ modifiers allowed before range");
    }
    return new MatrixSelector(selector, range, brackets.end());
  }

  SubqueryExpr subquery(Expr expr, DurationExpr range, @Nullable DurationExpr step, int end) {
    var made = new SubqueryExpr(expr, range, step, TimeShift.NONE, end);
    if (expr.type() != ValueType.VECTOR) {
      typeProblem(
          made.position(),
          "subquery is only allowed on instant vector, got " + expr.type().text() + " instead");
    }
    return made;
  }

  Expr offset(Expr expr, DurationExpr offset, int end) {
    TimeShift shift = shiftOf(expr);
    if (shift == null) {
      problem(expr.position(), "offset" + PLACE);
      return expr;
    }
    if (shift.offset() != null) {
      problem(expr.position(), "offset may not be set multiple times");
      return expr;
    }
    boolean zero = offset instanceof DurationExpr.Literal literal && literal.seconds() == 0;
    return shifted(expr, zero ? shift : shift.withOffset(offset), end);
  }

  Expr at(Expr expr, At at, int end) {
    if (at instanceof At.Time(double seconds) && !(Math.abs(seconds) < 0x1p63)) {
      String shown = GoText.plain(seconds);
      problem(expr.position(), "timestamp out of bounds for @ modifier: " + shown);
    }
    TimeShift shift = shiftOf(expr);
    if (shift == null) {
      problem(expr.position(), "@" + PLACE);
      return expr;
    }
    if (shift.at() != null) {
      problem(expr.position(), "@ <timestamp> may not be set multiple times");
      return expr;
    }
    return shifted(expr, shift.withAt(at), end);
  }

  private static @Nullable TimeShift shiftOf(Expr expr) {
    return switch (expr) {
      case VectorSelector e -> e.shift();
      case MatrixSelector e -> e.selector().shift();
      case SubqueryExpr e -> e.shift();
      default -> null;
    };
  }

  private static Expr shifted(Expr expr, TimeShift shift, int end) {
    return switch (expr) {
      case VectorSelector e -> e.withShift(shift, end);
      case MatrixSelector(VectorSelector selector, DurationExpr range, _) ->
          new MatrixSelector(selector.withShift(shift, selector.position().end()), range, end);
      case SubqueryExpr e -> e.withShift(shift, end);
      default -> expr;
    };
  }

  Expr extension(Expr expr, Extension extension, int end) {
    String word = extension == Extension.ANCHORED ? "anchored" : "smoothed";
    if (!options.extendedRanges()) {
      problem(expr.position(), word + " modifier is experimental and not enabled");
      return expr;
    }
    switch (expr) {
      case VectorSelector e -> {
        exclusive(e, extension, expr);
        return e.withExtension(extension, end);
      }
      case MatrixSelector(VectorSelector selector, DurationExpr range, _) -> {
        exclusive(selector, extension, expr);
        return new MatrixSelector(
            selector.withExtension(extension, selector.position().end()), range, end);
      }
      case SubqueryExpr _ ->
          problem(expr.position(), word + " modifier is not supported for subqueries");
      default -> problem(expr.position(), word + " modifier not implemented");
    }
    return expr;
  }

  private void exclusive(VectorSelector selector, Extension added, Expr expr) {
    if (selector.extension() != Extension.NONE && selector.extension() != added) {
      problem(expr.position(), "anchored and smoothed modifiers cannot be used together");
    }
  }

  Expr unary(Token sign, Expr operand) {
    boolean negative = sign.kind() == TokenKind.SUB;
    if (operand instanceof NumberLiteral(double value, boolean duration, Position position)) {
      return new NumberLiteral(
          negative ? -value : value, duration, new Position(sign.start(), position.end()));
    }
    var made = new UnaryExpr(negative, operand, sign.start());
    if (!arithmetic(operand)) {
      typeProblem(
          made.position(),
          "unary expression only allowed on expressions of type scalar or instant vector, got "
              + GoText.quote(operand.type().documented()));
    }
    return made;
  }

  private static boolean arithmetic(Expr expr) {
    return expr.type() == ValueType.SCALAR || expr.type() == ValueType.VECTOR;
  }

  Expr binary(BinaryOp op, Expr left, Expr right, boolean returnBool, VectorMatching given) {
    VectorMatching matching = given;
    Position whole = left.position().to(right.position());
    boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
    if (returnBool && !op.comparison()) {
      typeProblem(
          operatorRange(left, right), "bool modifier can only be used on comparison operators");
    }
    if (op.comparison() && !returnBool && scalars) {
      typeProblem(operatorRange(left, right), "comparisons between scalars must use BOOL modifier");
    }
    if (op.set() && matching.cardinality() == Cardinality.ONE_TO_ONE) {
      matching = matching.withCardinality(Cardinality.MANY_TO_MANY);
    }
    if (matching.on()) {
      for (String label : matching.labels()) {
        if (matching.include().contains(label)) {
          typeProblem(
              operatorRange(left, right),
              "label %s must not occur in ON and GROUP clause at once"
                  .formatted(GoText.quote(label)));
        }
      }
    }
    for (Expr operand : List.of(left, right)) {
      if (!arithmetic(operand)) {
        typeProblem(
            operand.position(),
            "binary expression must contain only scalar and instant vector types");
      }
    }
    boolean vectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
    if (!vectors) {
      if (!matching.labels().isEmpty()) {
        typeProblem(whole, "vector matching only allowed between instant vectors");
      }
      if (matching.fills()) {
        typeProblem(whole, "filling in missing series only allowed between instant vectors");
      }
    } else if (op.set()) {
      if (matching.grouped()) {
        typeProblem(whole, "no grouping allowed for \"" + op.text() + "\" operation");
      }
      if (matching.fills()) {
        typeProblem(whole, "filling in missing series not allowed for set operators");
      }
    }
    boolean scalar = left.type() == ValueType.SCALAR || right.type() == ValueType.SCALAR;
    if (scalar && op.set()) {
      typeProblem(
          whole, "set operator \"" + op.text() + "\" not allowed in binary scalar expression");
    }
    return new BinaryExpr(op, left, right, returnBool, vectors ? matching : null);
  }

  private Position operatorRange(Expr left, Expr right) {
    int start = left.position().end();
    int end = right.position().start() - 1;
    while (start < input.length && input[start] <= ' ') {
      start++;
    }
    while (end > start && input[end] <= ' ') {
      end--;
    }
    return new Position(start, end);
  }

  Expr aggregate(
      AggregateOp op, List<String> grouping, boolean without, List<Expr> arguments, Position at) {
    if (arguments.isEmpty()) {
      problem(at, "no arguments for aggregate expression provided");
      return new NumberLiteral(0, false, at);
    }
    if (op.experimental() && !options.experimentalFunctions()) {
      problem(at, experimental(op.text()));
    }
    int expected = op.parameterized() ? 2 : 1;
    if (arguments.size() != expected) {
      problem(
          at,
          "wrong number of arguments for aggregate expression provided, expected %d, got %d"
              .formatted(expected, arguments.size()));
      return arguments.getFirst();
    }
    Expr operand = arguments.getLast();
    Expr parameter = op.parameterized() ? arguments.getFirst() : null;
    expect(operand, ValueType.VECTOR, "aggregation expression");
    if (parameter != null) {
      ValueType type = op == AggregateOp.COUNT_VALUES ? ValueType.STRING : ValueType.SCALAR;
      expect(parameter, type, "aggregation parameter");
    }
    return new AggregateExpr(op, operand, parameter, grouping, without, at);
  }

  private static String experimental(String name) {
    return name
        + "() is experimental and must be enabled with"
        + " --enable-feature=promql-experimental-functions";
  }

  private void expect(Expr expr, ValueType type, String context) {
    if (expr.type() != type) {
      typeProblem(
          expr.position(),
          "expected type %s in %s, got %s"
              .formatted(type.documented(), context, expr.type().documented()));
    }
  }

  /// The number of type errors so far; see [#call].
  int mark() {
    return types.size();
  }

  /// A call. `mark` is what [#mark] gave before the arguments: a wrong count of arguments is
  /// reported before what is wrong inside them.
  Expr call(Token name, List<Expr> arguments, int mark, Position at) {
    Function function = Functions.named(name.text());
    if (function == null) {
      problem(name.position(), "unknown function with name " + GoText.quote(name.text()));
      return new NumberLiteral(0, false, at);
    }
    if (function.experimental() && !options.experimentalFunctions()) {
      problem(name.position(), "function " + GoText.quote(name.text()) + " is not enabled");
    }
    String wrong = wrongCount(function, arguments.size());
    if (wrong != null) {
      types.add(mark, new Problem(at, wrong));
    }
    if (function.name().equals("info") && arguments.size() > 1) {
      checkInfo(arguments.get(1));
    }
    int last = function.parameters().size() - 1;
    for (int i = 0; i < arguments.size(); i++) {
      if (i > last && function.variadic() == 0) {
        break;
      }
      expect(
          arguments.get(i),
          function.parameters().get(Math.min(i, last)),
          "call to function " + GoText.quote(function.name()));
    }
    return new Call(function, arguments, at);
  }

  private static @Nullable String wrongCount(Function function, int count) {
    int parameters = function.parameters().size();
    String expected;
    if (function.variadic() == 0) {
      if (count == parameters) {
        return null;
      }
      expected = "expected " + parameters;
    } else if (count < parameters - 1) {
      expected = "expected at least " + (parameters - 1);
    } else if (function.variadic() > 0 && count > parameters - 1 + function.variadic()) {
      expected = "expected at most " + (parameters - 1 + function.variadic());
    } else {
      return null;
    }
    return "%s argument(s) in call to %s, got %d"
        .formatted(expected, GoText.quote(function.name()), count);
  }

  /// The second argument of `info` is a set of matchers, which may match everything.
  private void checkInfo(Expr argument) {
    if (!(argument instanceof VectorSelector selector)) {
      typeProblem(argument.position(), "expected label selectors only");
    } else if (!selector.name().isEmpty()) {
      typeProblem(
          argument.position(), "expected label selectors only, got vector selector instead");
    } else {
      types.removeIf(
          problem ->
              problem.position().start() == selector.position().start()
                  && problem.message().startsWith("vector selector must contain"));
    }
  }
}
