package io.tsink.promql.ast;

/// The type of an expression's value.
public enum ValueType {
  SCALAR("scalar", "scalar"),
  STRING("string", "string"),
  VECTOR("vector", "instant vector"),
  MATRIX("matrix", "range vector");

  private final String text;
  private final String documented;

  ValueType(String text, String documented) {
    this.text = text;
    this.documented = documented;
  }

  /// The short name, as in a response's `resultType`.
  public String text() {
    return text;
  }

  /// The name the language's documentation uses.
  public String documented() {
    return documented;
  }
}
