package io.tsink.promql;

import io.tsink.api.Labels;
import java.util.List;

/// Series with one value each, all at the moment of evaluation.
public record VectorResult(long time, List<Sample> samples, QueryNotes notes)
    implements QueryResult {

  /// A series and its value.
  public record Sample(Labels labels, double value) {}

  public VectorResult {
    samples = List.copyOf(samples);
  }

  @Override
  public String type() {
    return "vector";
  }
}
