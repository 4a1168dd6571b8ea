package io.tsink.promql.ast;

/// A number; `duration` tells that it was written as one (`5m` is 300).
public record NumberLiteral(double value, boolean duration, Position position) implements Expr {
  @Override
  public ValueType type() {
    return ValueType.SCALAR;
  }
}
