package io.tsink.promql.ast;

import org.jspecify.annotations.Nullable;

/// An expression evaluated at each step of a range. Without a step the engine's default applies.
public record SubqueryExpr(
    Expr expr, DurationExpr range, @Nullable DurationExpr step, TimeShift shift, int end)
    implements Expr {

  public SubqueryExpr withShift(TimeShift changed, int changedEnd) {
    return new SubqueryExpr(expr, range, step, changed, changedEnd);
  }

  @Override
  public Position position() {
    return new Position(expr.position().start(), end);
  }

  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }
}
