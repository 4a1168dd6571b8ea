package io.tsink.testkit.storage;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SeriesHandle;
import org.jspecify.annotations.Nullable;

/// A series of a model store: its labels and nothing else.
///
/// @param owner the store that made it
record ModelHandle(ModelStorage owner, Labels labels, @Nullable Refusal refusal)
    implements SeriesHandle {
  @Override
  public long identityHash() {
    return labels.identityHash();
  }

  @Override
  public @Nullable ValueKind kind() {
    return owner.kindOf(labels);
  }

  @Override
  public boolean retired() {
    return false;
  }
}
