package io.tsink.promql.ast;

import java.util.Locale;

/// The aggregation operators.
public enum AggregateOp {
  AVG,
  BOTTOMK,
  COUNT,
  COUNT_VALUES,
  GROUP,
  LIMITK,
  LIMIT_RATIO,
  MAX,
  MIN,
  QUANTILE,
  STDDEV,
  STDVAR,
  SUM,
  TOPK;

  private final String text = name().toLowerCase(Locale.ROOT);

  public String text() {
    return text;
  }

  /// Whether a parameter stands before the vector.
  public boolean parameterized() {
    return switch (this) {
      case BOTTOMK, COUNT_VALUES, LIMITK, LIMIT_RATIO, QUANTILE, TOPK -> true;
      case AVG, COUNT, GROUP, MAX, MIN, STDDEV, STDVAR, SUM -> false;
    };
  }

  public boolean experimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }
}
