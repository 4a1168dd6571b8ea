package io.tsink.api;

/// Why labels are not valid.
///
/// @param text says which label, what was found and what was expected
public record LabelFault(Kind kind, String text) {
  /// The rule that is broken. More may come.
  public enum Kind {
    EMPTY_NAME,
    NAME_TOO_LONG,
    VALUE_TOO_LONG,
    IDENTITY_TOO_LONG,
    DUPLICATE_NAME,
    NOT_UTF8
  }
}
