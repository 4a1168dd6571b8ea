package io.tsink.promql;

import java.util.List;

/// Series with values at many moments, sorted by labels.
public record MatrixResult(List<MatrixSeries> series, QueryNotes notes) implements QueryResult {

  public MatrixResult {
    series = List.copyOf(series);
  }

  @Override
  public String type() {
    return "matrix";
  }
}
