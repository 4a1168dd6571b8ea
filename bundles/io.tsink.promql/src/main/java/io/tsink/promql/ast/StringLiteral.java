package io.tsink.promql.ast;

/// A string, unquoted.
public record StringLiteral(String value, Position position) implements Expr {
  @Override
  public ValueType type() {
    return ValueType.STRING;
  }
}
