package io.tsink.engine.query;

import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.series.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers for the values of some labels: the symbols of the registry. Immutable, thread-safe.
final class Projection {
  private static final int ABSENT = -1;

  private final int[] names;

  /// @param labels the names that are asked for, null for none
  Projection(SymbolTable symbols, @Nullable List<String> labels) {
    names =
        labels == null
            ? new int[0]
            : labels.stream().mapToInt(name -> symbols.find(name)).toArray();
  }

  /// The number of the value of a label; −1 when the series does not have it.
  int valueId(Series series, int label) {
    int name = names[label];
    int value = name == SymbolTable.NONE ? SymbolTable.NONE : series.valueOf(name);
    return value == SymbolTable.NONE ? ABSENT : value;
  }
}
