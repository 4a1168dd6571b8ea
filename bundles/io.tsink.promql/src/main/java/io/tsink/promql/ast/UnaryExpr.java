package io.tsink.promql.ast;

/// A sign before an expression.
public record UnaryExpr(boolean negative, Expr operand, int start) implements Expr {
  @Override
  public Position position() {
    return new Position(start, operand.position().end());
  }

  @Override
  public ValueType type() {
    return operand.type();
  }
}
