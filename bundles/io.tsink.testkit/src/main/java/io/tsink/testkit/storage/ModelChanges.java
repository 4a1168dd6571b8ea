package io.tsink.testkit.storage;

import io.tsink.api.store.Changes;
import java.util.List;

/// Every event there ever was.
record ModelChanges(ModelStorage storage) implements Changes {
  @Override
  public List<Event> since(long sequence, int limit) {
    return storage.locked(
        () ->
            storage.data().events().stream()
                .filter(event -> event.sequence() > sequence)
                .limit(limit)
                .toList());
  }

  @Override
  public long position() {
    return storage.locked(() -> storage.data().lastSequence());
  }
}
