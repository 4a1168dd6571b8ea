package io.tsink.promql.eval;

import io.tsink.promql.ast.BinaryOp;
import io.tsink.promql.ast.DurationExpr;

/// The values of durations, which may depend on the query's step and range.
record Durations(Clocking clocking, long step, long range) {

  /// A length that must be positive.
  long positive(DurationExpr duration) {
    double seconds = seconds(duration);
    if (!(seconds > 0)) {
      throw QueryFailure.badData("duration must be greater than 0");
    }
    return clocking.length(seconds);
  }

  long offset(DurationExpr duration) {
    return clocking.length(seconds(duration));
  }

  private double seconds(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal d -> d.seconds();
      case DurationExpr.Paren d -> seconds(d.inner());
      case DurationExpr.Negation d -> -seconds(d.operand());
      case DurationExpr.Step _ -> clocking.seconds(step);
      case DurationExpr.Range _ -> clocking.seconds(range);
      case DurationExpr.MinOf d -> Math.min(seconds(d.left()), seconds(d.right()));
      case DurationExpr.MaxOf d -> Math.max(seconds(d.left()), seconds(d.right()));
      case DurationExpr.Arithmetic d -> arithmetic(d.op(), seconds(d.left()), seconds(d.right()));
    };
  }

  private static double arithmetic(BinaryOp op, double left, double right) {
    if (right == 0 && (op == BinaryOp.DIVIDE || op == BinaryOp.MODULO)) {
      throw QueryFailure.badData(op == BinaryOp.DIVIDE ? "division by zero" : "modulo by zero");
    }
    double value = Arithmetic.apply(op, left, right);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw QueryFailure.badData("duration out of range");
    }
    return value;
  }
}
