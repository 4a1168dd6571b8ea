package io.tsink.ingest;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SeriesHandle;
import org.jspecify.annotations.Nullable;

/// A series that never reaches the store: the sink takes its rows out of the batch.
record RefusedSeries(Refusal refusal) implements SeriesHandle {
  @Override
  public Labels labels() {
    return Labels.empty();
  }

  @Override
  public long identityHash() {
    return 0;
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
