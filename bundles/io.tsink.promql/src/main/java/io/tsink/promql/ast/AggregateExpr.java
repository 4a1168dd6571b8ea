package io.tsink.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An aggregation over the series of a vector. `parameter` is present for the operators that take
/// one.
public record AggregateExpr(
    AggregateOp op,
    Expr operand,
    @Nullable Expr parameter,
    List<String> grouping,
    boolean without,
    Position position)
    implements Expr {

  public AggregateExpr {
    grouping = List.copyOf(grouping);
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }
}
