package io.tsink.api.frame;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SeriesHandle;
import org.jspecify.annotations.Nullable;

/// A series that is nothing but its labels.
record Handle(Labels labels) implements SeriesHandle {
  @Override
  public long identityHash() {
    return labels.identityHash();
  }

  @Override
  public @Nullable ValueKind kind() {
    return null;
  }

  @Override
  public @Nullable Refusal refusal() {
    return null;
  }

  @Override
  public boolean retired() {
    return false;
  }
}
