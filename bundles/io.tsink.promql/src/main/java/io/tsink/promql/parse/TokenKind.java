package io.tsink.promql.parse;

import static io.tsink.promql.parse.TokenKind.Group.AGGREGATOR;
import static io.tsink.promql.parse.TokenKind.Group.KEYWORD;
import static io.tsink.promql.parse.TokenKind.Group.OPERATOR;
import static io.tsink.promql.parse.TokenKind.Group.OTHER;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The kinds of tokens.
enum TokenKind {
  EQL,
  COLON,
  COMMA,
  DURATION,
  EOF,
  ERROR,
  IDENTIFIER,
  LEFT_BRACE,
  LEFT_BRACKET,
  LEFT_PAREN,
  METRIC_IDENTIFIER,
  NUMBER,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  RIGHT_PAREN,
  STRING,

  ADD(OPERATOR, null),
  DIV(OPERATOR, null),
  EQLC(OPERATOR, null),
  EQL_REGEX(OPERATOR, null),
  GTE(OPERATOR, null),
  GTR(OPERATOR, null),
  TRIM_UPPER(OPERATOR, null),
  TRIM_LOWER(OPERATOR, null),
  LAND(OPERATOR, "and"),
  LOR(OPERATOR, "or"),
  LSS(OPERATOR, null),
  LTE(OPERATOR, null),
  LUNLESS(OPERATOR, "unless"),
  MOD(OPERATOR, null),
  MUL(OPERATOR, null),
  NEQ(OPERATOR, null),
  NEQ_REGEX(OPERATOR, null),
  POW(OPERATOR, null),
  SUB(OPERATOR, null),
  AT(OPERATOR, null),
  ATAN2(OPERATOR, "atan2"),

  AVG(AGGREGATOR, "avg"),
  BOTTOMK(AGGREGATOR, "bottomk"),
  COUNT(AGGREGATOR, "count"),
  COUNT_VALUES(AGGREGATOR, "count_values"),
  GROUP(AGGREGATOR, "group"),
  LIMITK(AGGREGATOR, "limitk"),
  LIMIT_RATIO(AGGREGATOR, "limit_ratio"),
  MAX(AGGREGATOR, "max"),
  MIN(AGGREGATOR, "min"),
  QUANTILE(AGGREGATOR, "quantile"),
  STDDEV(AGGREGATOR, "stddev"),
  STDVAR(AGGREGATOR, "stdvar"),
  SUM(AGGREGATOR, "sum"),
  TOPK(AGGREGATOR, "topk"),

  ANCHORED(KEYWORD, "anchored"),
  BOOL(KEYWORD, "bool"),
  BY(KEYWORD, "by"),
  FILL(KEYWORD, "fill"),
  FILL_LEFT(KEYWORD, "fill_left"),
  FILL_RIGHT(KEYWORD, "fill_right"),
  GROUP_LEFT(KEYWORD, "group_left"),
  GROUP_RIGHT(KEYWORD, "group_right"),
  IGNORING(KEYWORD, "ignoring"),
  OFFSET(KEYWORD, "offset"),
  ON(KEYWORD, "on"),
  SMOOTHED(KEYWORD, "smoothed"),
  WITHOUT(KEYWORD, "without"),

  START(OTHER, "start"),
  END(OTHER, "end"),
  STEP(OTHER, "step"),
  RANGE(OTHER, "range"),
  MIN_OF(OTHER, "min_of"),
  MAX_OF(OTHER, "max_of");

  /// How a token shows in messages.
  enum Group {
    OPERATOR,
    AGGREGATOR,
    KEYWORD,
    OTHER
  }

  private static final Map<String, TokenKind> WORDS = new HashMap<>();

  static {
    for (TokenKind kind : values()) {
      if (kind.word != null) {
        WORDS.put(kind.word, kind);
      }
    }
    WORDS.put("inf", NUMBER);
    WORDS.put("nan", NUMBER);
  }

  private final Group group;
  private final @Nullable String word;

  TokenKind() {
    this(OTHER, null);
  }

  TokenKind(Group group, @Nullable String word) {
    this.group = group;
    this.word = word;
  }

  Group group() {
    return group;
  }

  /// The keyword this word stands for in any case, or null.
  static @Nullable TokenKind ofWord(String word) {
    return WORDS.get(word.toLowerCase(Locale.ROOT));
  }

  /// Whether a token of this kind may be a metric's name.
  boolean metricName() {
    return switch (this) {
      case IDENTIFIER, METRIC_IDENTIFIER, LAND, LOR, LUNLESS -> true;
      case ANCHORED, BY, OFFSET, SMOOTHED, WITHOUT, START, END, STEP, RANGE, MIN_OF, MAX_OF -> true;
      default -> group == AGGREGATOR;
    };
  }

  /// Whether a token of this kind may be a label's name in a list of labels.
  boolean labelName() {
    return group == KEYWORD || this == ATAN2 || metricName();
  }

  /// Whether a call may start with a token of this kind.
  boolean functionName() {
    return switch (this) {
      case IDENTIFIER, START, END, STEP, RANGE, MIN_OF, MAX_OF -> true;
      default -> false;
    };
  }
}
