package io.tsink.engine.series;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.engine.series.v1.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The runs of a catalogue, oldest first. No id is in two of them. Immutable.
record RunSet(List<Run> runs) {

  static final RunSet NONE = new RunSet(List.of());

  RunSet {
    runs = List.copyOf(runs);
  }

  RunSet with(List<Run> more) {
    var all = new ArrayList<>(runs);
    all.addAll(more);
    return new RunSet(all);
  }

  /// The run that has a series, or null.
  @Nullable Run of(int id) {
    for (Run run : runs) {
      if (Integer.compareUnsigned(run.first(), id) <= 0
          && Integer.compareUnsigned(id, run.last()) <= 0
          && run.contains(id)) {
        return run;
      }
    }
    return null;
  }

  boolean contains(int id) {
    return !runs.isEmpty() && of(id) != null;
  }

  /// The id of the series with those labels, [Series#NO_ID] for none.
  ///
  /// @param gone series that do not count
  int find(long identityHash, Labels labels, IdSet gone) {
    for (int i = runs.size() - 1; i >= 0; i--) {
      int id = runs.get(i).find(identityHash, labels);
      if (id != Series.NO_ID && !gone.contains(id)) {
        return id;
      }
    }
    return Series.NO_ID;
  }

  @Nullable ValueKind kind(int id) {
    Run run = of(id);
    return run == null ? null : run.kind(id);
  }

  @Nullable Labels labels(int id) {
    Run run = of(id);
    return run == null ? null : run.labels(id);
  }
}
