package io.tsink.promql;

/// A number.
public record ScalarResult(long time, double value, QueryNotes notes) implements QueryResult {
  @Override
  public String type() {
    return "scalar";
  }
}
