package io.tsink.promql.ast;

import java.util.List;

/// A function's signature.
///
/// @param variadic 0: exactly the parameters; n: the last one may be absent or be given up to n
///     times; -1: the last one may be absent or repeated without bound
public record Function(
    String name,
    List<ValueType> parameters,
    int variadic,
    ValueType returns,
    boolean experimental) {

  public Function {
    parameters = List.copyOf(parameters);
  }
}
