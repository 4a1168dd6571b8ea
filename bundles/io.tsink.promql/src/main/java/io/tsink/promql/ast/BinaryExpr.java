package io.tsink.promql.ast;

import org.jspecify.annotations.Nullable;

/// Two operands and an operator. `matching` is present exactly when both operands are vectors.
public record BinaryExpr(
    BinaryOp op, Expr left, Expr right, boolean returnBool, @Nullable VectorMatching matching)
    implements Expr {

  @Override
  public Position position() {
    return left.position().to(right.position());
  }

  @Override
  public ValueType type() {
    return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
        ? ValueType.SCALAR
        : ValueType.VECTOR;
  }
}
