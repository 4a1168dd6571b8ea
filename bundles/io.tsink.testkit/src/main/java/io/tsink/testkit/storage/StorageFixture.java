package io.tsink.testkit.storage;

import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Storage;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/// How the contract opens a store. One fixture serves one test at a time.
public interface StorageFixture {
  /// An empty store that is ready. It is closed by whoever opened it.
  Storage open(StorageSettings settings);

  /// Closes a store that this fixture opened, and opens its content anew with the same settings.
  Storage reopen(Storage storage);

  /// Moves what is in memory to where the store keeps it, as far as there is such a place.
  default void flush(Storage storage) {
    storage.capability(Maintenance.class).ifPresent(Maintenance::flush);
  }

  /// Puts what the store keeps in better order, as far as it does such a thing; nothing that is
  /// read changes by it.
  default void compact(Storage storage) {}

  /// The traits that the store does not have.
  default Set<StorageTrait> lacks() {
    return Set.of();
  }

  /// Skips the test where a trait is absent.
  default void needs(StorageTrait trait) {
    Assumptions.assumeFalse(lacks().contains(trait), () -> "the store lacks " + trait);
  }
}
