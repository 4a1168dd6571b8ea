package io.tsink.promql.ast;

/// An expression in parentheses.
public record ParenExpr(Expr inner, Position position) implements Expr {
  @Override
  public ValueType type() {
    return inner.type();
  }
}
