package io.tsink.promql.ast;

/// The samples of the selected series within a range before each moment.
public record MatrixSelector(VectorSelector selector, DurationExpr range, int end) implements Expr {

  @Override
  public Position position() {
    return new Position(selector.position().start(), end);
  }

  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }
}
