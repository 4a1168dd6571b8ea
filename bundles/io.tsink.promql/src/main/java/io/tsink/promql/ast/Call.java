package io.tsink.promql.ast;

import java.util.List;

/// A function call.
public record Call(Function function, List<Expr> arguments, Position position) implements Expr {

  public Call {
    arguments = List.copyOf(arguments);
  }

  @Override
  public ValueType type() {
    return function.returns();
  }
}
