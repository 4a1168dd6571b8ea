package io.tsink.promql;

/// The answer to a query. All times are in the store's precision.
public sealed interface QueryResult permits MatrixResult, ScalarResult, StringResult, VectorResult {

  /// Warnings and other remarks.
  QueryNotes notes();

  /// The type's name in the HTTP API: `matrix`, `vector`, `scalar` or `string`.
  String type();
}
