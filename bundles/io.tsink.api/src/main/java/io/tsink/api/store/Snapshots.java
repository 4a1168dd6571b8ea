package io.tsink.api.store;

import io.tsink.api.job.Progress;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/// Copies of a live store. A capability.
@ProviderType
public interface Snapshots {
  /// Makes a directory that holds the store as it is now and opens as a store.
  ///
  /// @param destination must not exist
  /// @throws StorageException of kind `ALREADY_EXISTS` when it does
  void snapshot(Path destination, Progress progress);
}
