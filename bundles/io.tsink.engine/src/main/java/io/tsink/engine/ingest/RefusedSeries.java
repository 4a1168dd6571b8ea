package io.tsink.engine.ingest;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SeriesHandle;
import io.tsink.engine.series.SeriesRegistry;
import org.jspecify.annotations.Nullable;

/// A handle of labels that cannot be a series.
///
/// @param registry of the store that made the handle
record RefusedSeries(SeriesRegistry registry, Labels labels, Refusal refusal)
    implements SeriesHandle {
  @Override
  public long identityHash() {
    return labels.identityHash();
  }

  @Override
  public @Nullable ValueKind kind() {
    return null;
  }

  @Override
  public boolean retired() {
    return false;
  }
}
