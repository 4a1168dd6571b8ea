package io.tsink.api;

import static java.util.Objects.requireNonNull;

/// A name and a value of a series.
///
/// @param name not empty, at most [Labels#MAX_NAME_BYTES] bytes of UTF-8
/// @param value at most [Labels#MAX_VALUE_BYTES] bytes of UTF-8; empty stands for "no such label"
public record Label(String name, String value) {
  public Label {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }
}
