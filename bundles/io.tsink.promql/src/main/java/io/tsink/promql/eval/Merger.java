package io.tsink.promql.eval;

import io.tsink.api.Labels;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Collects series and joins those that came to have the same labels, as long as no step has both.
final class Merger implements Consumer<Series> {

  static final String SAME_LABELS = "vector cannot contain metrics with the same labelset";

  private final Map<Labels, Series> byLabels = new LinkedHashMap<>();

  @Override
  public void accept(Series series) {
    Series held = byLabels.putIfAbsent(series.labels(), series);
    if (held == null) {
      return;
    }
    double[] joined = held.column().clone();
    double[] added = series.column();
    for (int i = 0; i < joined.length; i++) {
      if (Absent.is(added[i])) {
        continue;
      }
      if (!Absent.is(joined[i])) {
        throw QueryFailure.execution(SAME_LABELS);
      }
      joined[i] = added[i];
    }
    byLabels.put(series.labels(), held.with(joined));
  }

  Collection<Series> series() {
    return byLabels.values();
  }
}
