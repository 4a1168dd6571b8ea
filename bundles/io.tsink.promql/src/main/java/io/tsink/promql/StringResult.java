package io.tsink.promql;

/// A string.
public record StringResult(long time, String value, QueryNotes notes) implements QueryResult {
  @Override
  public String type() {
    return "string";
  }
}
