package io.tsink.api;

import static java.util.Objects.requireNonNull;

/// A condition on the value of one label. A series without the label has the empty value there.
///
/// Regular expressions are RE2, anchored at both ends, and `.` matches every character. They are
/// kept as text here; whoever evaluates a matcher compiles it, and reports a bad one as
/// `INVALID_ARGUMENT`.
///
/// @param value the text to compare with, or the regular expression
public record Matcher(Kind kind, String name, String value) {
  public Matcher {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }

  /// How the value is compared.
  public enum Kind {
    EQUAL("="),
    NOT_EQUAL("!="),
    MATCHES("=~"),
    NOT_MATCHES("!~");

    private final String symbol;

    Kind(String symbol) {
      this.symbol = symbol;
    }

    /// The operator as PromQL writes it.
    public String symbol() {
      return symbol;
    }
  }

  /// The label has this value.
  public static Matcher equal(String name, String value) {
    return new Matcher(Kind.EQUAL, name, value);
  }

  /// The label has another value.
  public static Matcher notEqual(String name, String value) {
    return new Matcher(Kind.NOT_EQUAL, name, value);
  }

  /// The value of the label matches the regular expression.
  public static Matcher matches(String name, String regex) {
    return new Matcher(Kind.MATCHES, name, regex);
  }

  /// The value of the label does not match the regular expression.
  public static Matcher notMatches(String name, String regex) {
    return new Matcher(Kind.NOT_MATCHES, name, regex);
  }

  /// The metric has this name.
  public static Matcher metric(String name) {
    return equal(Labels.METRIC_NAME, name);
  }

  @Override
  public String toString() {
    return name + kind.symbol() + '"' + value + '"';
  }
}
