package io.tsink.engine.series.v1;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;

/// Takes what a file of the catalogue says, in this order.
public interface CatalogVisitor {
  /// No id from here on was given out, read unsigned; 0 when all were.
  void nextId(int id);

  /// The series of a segment are in the catalogue.
  void covered(String segment, long fingerprint);

  /// A series left.
  void removed(int id);

  /// A series came.
  void series(int id, Labels labels, ValueKind kind);
}
