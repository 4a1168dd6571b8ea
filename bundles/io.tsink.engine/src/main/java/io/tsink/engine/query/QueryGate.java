package io.tsink.engine.query;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.view.ReadView;
import java.util.function.BooleanSupplier;

/// Refuses reads of a querier that was closed, or whose store was.
final class QueryGate {
  private final BooleanSupplier storeOpen;

  QueryGate(BooleanSupplier storeOpen) {
    this.storeOpen = storeOpen;
  }

  void check(ReadView view) {
    if (view.closed()) {
      throw new StorageException(ErrorKind.INVALID_ARGUMENT, "the querier is closed");
    }
    if (!storeOpen.getAsBoolean()) {
      throw new StorageException(ErrorKind.STORAGE_CLOSED, "the store is closed");
    }
  }
}
