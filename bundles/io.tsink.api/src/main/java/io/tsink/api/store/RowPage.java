package io.tsink.api.store;

import io.tsink.api.Row;
import java.util.List;

/// A page of rows, in the order of labels and then of times.
///
/// @param truncated whether there are more rows after the last
/// @param nextRowOffset number of rows up to the end of the page
/// @param nextToken stands for the place after the last row; empty when there are no more
public record RowPage(List<Row> rows, boolean truncated, long nextRowOffset, String nextToken) {
  public RowPage {
    rows = List.copyOf(rows);
  }
}
