package io.tsink.api.store;

import java.util.List;

/// What a selection would read.
///
/// @param parts by source
public record ReadPlan(List<Part> parts) {
  public ReadPlan {
    parts = List.copyOf(parts);
  }

  /// What is read from one source.
  ///
  /// @param source `head`, `hot`, `warm`, `cold` or the name of a node
  /// @param series estimated number of series
  /// @param chunks number of chunks
  /// @param samples number of samples in those chunks
  /// @param bytes payload of those chunks, encoded
  /// @param requests remote requests that reading would take
  public record Part(
      String source, long series, long chunks, long samples, long bytes, long requests) {}
}
