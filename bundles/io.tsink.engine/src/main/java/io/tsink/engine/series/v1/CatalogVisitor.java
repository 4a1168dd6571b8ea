package io.tsink.engine.series.v1;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import org.jspecify.annotations.Nullable;

/// Takes what a file of the catalogue says, in this order.
public interface CatalogVisitor {
  /// No id from here on was given out, read unsigned; 0 when all were.
  void nextId(int id);

  /// A run belongs to the catalogue.
  void run(RunName name, int checksum);

  /// The series of a segment are in the catalogue.
  void covered(String segment, long fingerprint);

  /// A series left.
  void removed(int id);

  /// A series came.
  ///
  /// @param kind null when there was no sample yet
  void series(int id, Labels labels, @Nullable ValueKind kind);
}
