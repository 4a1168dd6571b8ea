package io.tsink.promql.parse;

import io.tsink.api.Matcher;
import io.tsink.promql.ast.AggregateOp;
import io.tsink.promql.ast.At;
import io.tsink.promql.ast.BinaryOp;
import io.tsink.promql.ast.DurationExpr;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.NumberLiteral;
import io.tsink.promql.ast.ParenExpr;
import io.tsink.promql.ast.Position;
import io.tsink.promql.ast.StringLiteral;
import io.tsink.promql.ast.VectorMatching;
import io.tsink.promql.ast.VectorMatching.Cardinality;
import io.tsink.promql.ast.VectorSelector;
import io.tsink.promql.ast.VectorSelector.Extension;
import io.tsink.promql.parse.TokenKind.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Parses an expression by precedence climbing.
///
/// Precedence, low to high: `or`, `and unless`, comparisons, `+ -`, `* / % atan2` and signs, `^`
/// (right to left), then the modifiers after a selector. The tree is at most [#MAX_DEPTH] levels
/// deep.
public final class Parser {

  /// The deepest tree accepted.
  public static final int MAX_DEPTH = 256;

  private static final int UNARY_PRECEDENCE = 5;
  private static final String DURATION_EXPECTED = "number, duration, step(), or range()";

  private final String query;
  private final Lexer lexer;
  private final TreeBuilder tree;
  private final ParseOptions options;
  private Token token;
  private int lastEnd;
  private int openAggregations;
  private int recursion;
  private int depth;

  private Parser(String query, ParseOptions options) {
    this.query = query;
    this.options = options;
    this.lexer = new Lexer(query);
    this.tree = new TreeBuilder(lexer.input(), options);
    this.token = fetch();
  }

  /// The tree of an expression.
  ///
  /// @throws ParseFailure when the expression is not valid
  public static Expr parse(String query, ParseOptions options) {
    return new Parser(query, options).whole();
  }

  /// A single selector such as `up{job="a"}`, as `match[]` parameters hold.
  ///
  /// @throws ParseFailure when the text is anything else
  public static VectorSelector parseSelector(String text) {
    Expr expr = parse(text, ParseOptions.ALL);
    if (expr instanceof VectorSelector selector
        && selector.shift().at() == null
        && selector.shift().offset() == null) {
      return selector;
    }
    throw new ParseFailure(text, expr.position(), "expected a series selector");
  }

  private Expr whole() {
    if (token.kind() == TokenKind.EOF) {
      throw fail(new Position(0, 0), "no expression found in input");
    }
    Expr expr = expression(0);
    if (token.kind() != TokenKind.EOF) {
      throw unexpected("", "");
    }
    TreeBuilder.Problem problem = tree.firstProblem();
    if (problem != null) {
      throw new ParseFailure(query, problem.position(), problem.message());
    }
    return expr;
  }

  private Expr expression(int minimum) {
    descend();
    Expr left = operand();
    int leftDepth = depth;
    while (true) {
      BinaryOp op = binaryOp(token.kind());
      if (op == null || op.precedence() < minimum) {
        break;
      }
      advance();
      boolean returnBool = take(TokenKind.BOOL);
      VectorMatching matching = matching();
      Expr right = expression(op == BinaryOp.POWER ? op.precedence() : op.precedence() + 1);
      left = tree.binary(op, left, right, returnBool, matching);
      leftDepth = deeper(Math.max(leftDepth, depth));
    }
    depth = leftDepth;
    recursion--;
    return left;
  }

  private Expr operand() {
    if (token.kind() == TokenKind.ADD || token.kind() == TokenKind.SUB) {
      Token sign = advance();
      Expr operand = expression(UNARY_PRECEDENCE + 1);
      depth = deeper(depth);
      return tree.unary(sign, operand);
    }
    return modifiers(primary());
  }

  private Expr modifiers(Expr primary) {
    Expr expr = primary;
    while (true) {
      switch (token.kind()) {
        case LEFT_BRACKET -> expr = brackets(expr);
        case OFFSET -> {
          advance();
          DurationExpr offset = offset();
          expr = tree.offset(expr, offset, lastEnd);
        }
        case AT -> {
          advance();
          At at = at();
          expr = tree.at(expr, at, lastEnd);
        }
        case ANCHORED, SMOOTHED -> {
          Extension extension =
              advance().kind() == TokenKind.ANCHORED ? Extension.ANCHORED : Extension.SMOOTHED;
          expr = tree.extension(expr, extension, lastEnd);
        }
        default -> {
          return expr;
        }
      }
    }
  }

  private Expr primary() {
    depth = 1;
    return switch (token.kind()) {
      case NUMBER, DURATION -> {
        Token number = advance();
        yield new NumberLiteral(
            tree.number(number), number.kind() == TokenKind.DURATION, number.position());
      }
      case STRING -> {
        Token string = advance();
        yield new StringLiteral(tree.unquote(string), string.position());
      }
      case LEFT_PAREN -> {
        int start = advance().start();
        Expr inner = expression(0);
        expect(TokenKind.RIGHT_PAREN);
        depth = deeper(depth);
        yield new ParenExpr(inner, new Position(start, lastEnd));
      }
      case LEFT_BRACE -> braces("", token.start());
      default -> {
        if (!token.kind().metricName()) {
          throw unexpected("", "");
        }
        yield named();
      }
    };
  }

  /// An aggregation, a call or a selector, all of which start with a word.
  private Expr named() {
    Token name = advance();
    boolean body = token.kind() == TokenKind.LEFT_PAREN;
    boolean modifier = token.kind() == TokenKind.BY || token.kind() == TokenKind.WITHOUT;
    if (name.kind().group() == Group.AGGREGATOR && (body || modifier)) {
      return aggregation(name);
    }
    if (name.kind().functionName() && body) {
      int mark = tree.mark();
      List<Expr> arguments = arguments();
      Token lower =
          name.kind() == TokenKind.IDENTIFIER
              ? name
              : new Token(
                  name.kind(), name.text().toLowerCase(Locale.ROOT), name.start(), name.end());
      return tree.call(lower, arguments, mark, new Position(name.start(), lastEnd));
    }
    if (token.kind() == TokenKind.LEFT_BRACE) {
      return braces(name.text(), name.start());
    }
    return tree.selector(name.text(), new ArrayList<>(), name.position());
  }

  private Expr aggregation(Token name) {
    openAggregations++;
    AggregateOp op = AggregateOp.valueOf(name.kind().name());
    List<String> grouping = List.of();
    boolean without = false;
    boolean before = token.kind() != TokenKind.LEFT_PAREN;
    if (before) {
      without = advance().kind() == TokenKind.WITHOUT;
      grouping = labels();
      if (token.kind() != TokenKind.LEFT_PAREN) {
        throw unexpected("", "");
      }
    }
    List<Expr> arguments = arguments();
    openAggregations--;
    if (!before && (token.kind() == TokenKind.BY || token.kind() == TokenKind.WITHOUT)) {
      without = advance().kind() == TokenKind.WITHOUT;
      grouping = labels();
    }
    return tree.aggregate(op, grouping, without, arguments, new Position(name.start(), lastEnd));
  }

  private List<Expr> arguments() {
    expect(TokenKind.LEFT_PAREN);
    var arguments = new ArrayList<Expr>();
    int deepest = 0;
    while (token.kind() != TokenKind.RIGHT_PAREN) {
      arguments.add(expression(0));
      deepest = Math.max(deepest, depth);
      if (token.kind() != TokenKind.COMMA) {
        break;
      }
      Token comma = advance();
      if (token.kind() == TokenKind.RIGHT_PAREN) {
        tree.problem(comma.position(), "trailing commas not allowed in function call args");
      }
    }
    expect(TokenKind.RIGHT_PAREN);
    depth = deeper(deepest);
    return arguments;
  }

  private VectorMatching matching() {
    Cardinality cardinality = Cardinality.ONE_TO_ONE;
    boolean on = token.kind() == TokenKind.ON;
    List<String> labels = List.of();
    List<String> include = List.of();
    if (on || token.kind() == TokenKind.IGNORING) {
      advance();
      labels = labels();
      if (token.kind() == TokenKind.GROUP_LEFT || token.kind() == TokenKind.GROUP_RIGHT) {
        cardinality =
            advance().kind() == TokenKind.GROUP_LEFT
                ? Cardinality.MANY_TO_ONE
                : Cardinality.ONE_TO_MANY;
        include = token.kind() == TokenKind.LEFT_PAREN ? labels() : List.of();
      }
    }
    Double left = null;
    Double right = null;
    while (token.kind() == TokenKind.FILL
        || (token.kind() == TokenKind.FILL_LEFT && left == null)
        || (token.kind() == TokenKind.FILL_RIGHT && right == null)) {
      Token fill = advance();
      if (!options.fillModifiers()) {
        tree.problem(fill.position(), "binop fill modifiers are experimental and not enabled");
      }
      double value = fillValue();
      if (fill.kind() != TokenKind.FILL_RIGHT) {
        left = value;
      }
      if (fill.kind() != TokenKind.FILL_LEFT) {
        right = value;
      }
      if (fill.kind() == TokenKind.FILL) {
        break;
      }
    }
    return new VectorMatching(cardinality, on, labels, include, left, right);
  }

  private double fillValue() {
    expect(TokenKind.LEFT_PAREN);
    double value = signedNumber("fill value", "number");
    expect(TokenKind.RIGHT_PAREN);
    return value;
  }

  private double signedNumber(String context, String expected) {
    boolean negative = token.kind() == TokenKind.SUB;
    if (negative || token.kind() == TokenKind.ADD) {
      advance();
    }
    if (token.kind() != TokenKind.NUMBER && token.kind() != TokenKind.DURATION) {
      throw unexpected(context, expected);
    }
    double value = tree.number(advance());
    return negative ? -value : value;
  }

  private List<String> labels() {
    if (token.kind() != TokenKind.LEFT_PAREN) {
      throw unexpected("grouping opts", "\"(\"");
    }
    advance();
    var labels = new ArrayList<String>();
    while (token.kind() != TokenKind.RIGHT_PAREN || labels.isEmpty()) {
      if (token.kind() == TokenKind.RIGHT_PAREN) {
        break;
      }
      if (token.kind() == TokenKind.STRING) {
        labels.add(tree.labelText(advance()));
      } else if (token.kind().labelName() && token.kind() != TokenKind.METRIC_IDENTIFIER) {
        labels.add(advance().text());
      } else {
        throw unexpected("grouping opts", "label");
      }
      if (token.kind() == TokenKind.COMMA) {
        advance();
      } else if (token.kind() != TokenKind.RIGHT_PAREN) {
        throw unexpected("grouping opts", "\",\" or \")\"");
      }
    }
    advance();
    return labels;
  }

  private Expr braces(String name, int start) {
    advance();
    var matchers = new ArrayList<Matcher>();
    while (token.kind() != TokenKind.RIGHT_BRACE) {
      matchers.add(matcher());
      if (token.kind() == TokenKind.COMMA) {
        advance();
      } else if (token.kind() != TokenKind.RIGHT_BRACE) {
        throw unexpected("label matching", "\",\" or \"}\"");
      }
    }
    advance();
    return tree.selector(name, matchers, new Position(start, lastEnd));
  }

  private Matcher matcher() {
    if (token.kind() != TokenKind.IDENTIFIER && token.kind() != TokenKind.STRING) {
      throw unexpected("label matching", "identifier or \"}\"");
    }
    Token name = advance();
    boolean quoted = name.kind() == TokenKind.STRING;
    TokenKind operator = token.kind();
    boolean matches =
        switch (operator) {
          case EQL, NEQ, EQL_REGEX, NEQ_REGEX -> true;
          default -> false;
        };
    if (!matches) {
      if (quoted) {
        return new Matcher(Matcher.Kind.EQUAL, "__name__", tree.labelText(name));
      }
      throw unexpected("label matching", "label matching operator");
    }
    advance();
    if (token.kind() != TokenKind.STRING) {
      throw unexpected("label matching", "string");
    }
    String label = quoted ? tree.labelText(name) : name.text();
    return tree.matcher(name, label, operator, advance());
  }

  private Expr brackets(Expr expr) {
    int exprDepth = depth;
    int start = advance().start();
    DurationExpr range = tree.positive(duration(0, "subquery or range selector"));
    depth = exprDepth;
    if (take(TokenKind.RIGHT_BRACKET)) {
      return tree.matrix(expr, range, new Position(start, lastEnd));
    }
    if (!take(TokenKind.COLON)) {
      throw unexpected("subquery or range", "\":\" or \"]\"");
    }
    DurationExpr step = null;
    if (token.kind() != TokenKind.RIGHT_BRACKET) {
      step = tree.positive(duration(0, "subquery selector"));
      depth = exprDepth;
    }
    if (token.kind() != TokenKind.RIGHT_BRACKET) {
      throw unexpected("subquery selector", "\"]\"");
    }
    advance();
    depth = deeper(depth);
    return tree.subquery(expr, range, step, lastEnd);
  }

  private DurationExpr duration(int minimum, String context) {
    descend();
    DurationExpr left;
    if (token.kind() == TokenKind.ADD || token.kind() == TokenKind.SUB) {
      Token sign = advance();
      DurationExpr operand = duration(UNARY_PRECEDENCE + 1, context);
      left = sign.kind() == TokenKind.SUB ? tree.negated(operand, sign.start()) : operand;
    } else {
      left = durationAtom(context);
    }
    int chain = 0;
    while (true) {
      BinaryOp op = binaryOp(token.kind());
      boolean known = op != null && (op.precedence() >= 4 && op != BinaryOp.ATAN2);
      if (op == null || !known || op.precedence() < minimum) {
        break;
      }
      depth = ++chain;
      deeper(recursion + chain);
      Token operator = advance();
      DurationExpr right =
          duration(op == BinaryOp.POWER ? op.precedence() : op.precedence() + 1, context);
      left = tree.arithmetic(operator, op, left, right);
    }
    recursion--;
    return left;
  }

  private DurationExpr durationAtom(String context) {
    return switch (token.kind()) {
      case NUMBER, DURATION -> tree.durationLiteral(advance(), null);
      case STEP, RANGE -> {
        Token word = advance();
        expectIn(TokenKind.LEFT_PAREN, context);
        expectIn(TokenKind.RIGHT_PAREN, context);
        var position = new Position(word.start(), lastEnd);
        yield word.kind() == TokenKind.STEP
            ? new DurationExpr.Step(position)
            : new DurationExpr.Range(position);
      }
      case MIN_OF, MAX_OF -> {
        Token word = advance();
        expectIn(TokenKind.LEFT_PAREN, context);
        DurationExpr left = duration(0, context);
        expectIn(TokenKind.COMMA, context);
        DurationExpr right = duration(0, context);
        expectIn(TokenKind.RIGHT_PAREN, context);
        var position = new Position(word.start(), lastEnd);
        yield word.kind() == TokenKind.MIN_OF
            ? new DurationExpr.MinOf(left, right, position)
            : new DurationExpr.MaxOf(left, right, position);
      }
      case LEFT_PAREN -> {
        int start = advance().start();
        DurationExpr inner = duration(0, context);
        expectIn(TokenKind.RIGHT_PAREN, context);
        yield new DurationExpr.Paren(inner, new Position(start, lastEnd));
      }
      default -> throw unexpected(context, DURATION_EXPECTED);
    };
  }

  /// What stands after `offset`: an atom with an optional sign; further operators are not part of
  /// it.
  private DurationExpr offset() {
    int exprDepth = depth;
    Token sign = null;
    if (token.kind() == TokenKind.ADD || token.kind() == TokenKind.SUB) {
      sign = advance();
    }
    DurationExpr atom;
    if (token.kind() == TokenKind.NUMBER || token.kind() == TokenKind.DURATION) {
      atom = tree.durationLiteral(advance(), sign);
    } else {
      atom = durationAtom("offset");
      if (sign != null && sign.kind() == TokenKind.SUB) {
        atom = tree.negated(atom, sign.start());
      }
    }
    depth = exprDepth;
    return atom;
  }

  private At at() {
    if (token.kind() == TokenKind.START || token.kind() == TokenKind.END) {
      Token word = advance();
      expectIn(TokenKind.LEFT_PAREN, "@");
      expectIn(TokenKind.RIGHT_PAREN, "@");
      return word.kind() == TokenKind.START ? new At.Start() : new At.End();
    }
    return new At.Time(signedNumber("@", "timestamp"));
  }

  private static @Nullable BinaryOp binaryOp(TokenKind kind) {
    return switch (kind) {
      case LOR -> BinaryOp.OR;
      case LAND -> BinaryOp.AND;
      case LUNLESS -> BinaryOp.UNLESS;
      case EQLC -> BinaryOp.EQUAL;
      case NEQ -> BinaryOp.NOT_EQUAL;
      case LSS -> BinaryOp.LESS;
      case LTE -> BinaryOp.LESS_OR_EQUAL;
      case GTR -> BinaryOp.GREATER;
      case GTE -> BinaryOp.GREATER_OR_EQUAL;
      case TRIM_UPPER -> BinaryOp.TRIM_UPPER;
      case TRIM_LOWER -> BinaryOp.TRIM_LOWER;
      case ADD -> BinaryOp.ADD;
      case SUB -> BinaryOp.SUBTRACT;
      case MUL -> BinaryOp.MULTIPLY;
      case DIV -> BinaryOp.DIVIDE;
      case MOD -> BinaryOp.MODULO;
      case ATAN2 -> BinaryOp.ATAN2;
      case POW -> BinaryOp.POWER;
      default -> null;
    };
  }

  private void descend() {
    recursion = deeper(recursion);
  }

  private int deeper(int level) {
    if (level >= MAX_DEPTH) {
      TreeBuilder.Problem earlier = tree.firstProblem();
      if (earlier != null) {
        throw new ParseFailure(query, earlier.position(), earlier.message());
      }
      throw fail(token.position(), "expression is nested more than " + MAX_DEPTH + " levels deep");
    }
    return level + 1;
  }

  private boolean take(TokenKind kind) {
    if (token.kind() != kind) {
      return false;
    }
    advance();
    return true;
  }

  private void expect(TokenKind kind) {
    if (!take(kind)) {
      throw unexpected("", "");
    }
  }

  private void expectIn(TokenKind kind, String context) {
    if (!take(kind)) {
      throw unexpected(context, context.equals("@") ? "timestamp" : DURATION_EXPECTED);
    }
  }

  private Token advance() {
    Token taken = token;
    lastEnd = taken.end();
    token = fetch();
    return taken;
  }

  private Token fetch() {
    Token next = lexer.next();
    if (next.kind() == TokenKind.ERROR) {
      throw fail(next.position(), next.text());
    }
    return next;
  }

  private ParseFailure unexpected(String context, String expected) {
    String where = context.isEmpty() && openAggregations > 0 ? "aggregation" : context;
    return fail(
        token.position(),
        "unexpected "
            + token.describe()
            + (where.isEmpty() ? "" : " in " + where)
            + (expected.isEmpty() ? "" : ", expected " + expected));
  }

  private ParseFailure fail(Position position, String message) {
    tree.problem(position, message);
    TreeBuilder.Problem first = tree.firstProblem();
    return first == null
        ? new ParseFailure(query, position, message)
        : new ParseFailure(query, first.position(), first.message());
  }
}
