package io.tsink.promql.ast;

/// A duration as written in brackets or after `offset`.
public sealed interface DurationExpr {

  Position position();

  /// A number of seconds; `duration` tells that it was written with units.
  record Literal(double seconds, boolean duration, Position position) implements DurationExpr {}

  /// A duration in parentheses.
  record Paren(DurationExpr inner, Position position) implements DurationExpr {}

  /// A duration with its sign turned.
  record Negation(DurationExpr operand, int start) implements DurationExpr {
    @Override
    public Position position() {
      return new Position(start, operand.position().end());
    }
  }

  /// Arithmetic on two durations; `op` is one of `+ - * / % ^`.
  record Arithmetic(BinaryOp op, DurationExpr left, DurationExpr right) implements DurationExpr {
    @Override
    public Position position() {
      return left.position().to(right.position());
    }
  }

  /// `step()`: the query's resolution.
  record Step(Position position) implements DurationExpr {}

  /// `range()`: from the query's start to its end.
  record Range(Position position) implements DurationExpr {}

  /// `min_of(a, b)`.
  record MinOf(DurationExpr left, DurationExpr right, Position position) implements DurationExpr {}

  /// `max_of(a, b)`.
  record MaxOf(DurationExpr left, DurationExpr right, Position position) implements DurationExpr {}
}
