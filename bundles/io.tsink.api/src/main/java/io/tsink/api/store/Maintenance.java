package io.tsink.api.store;

import org.osgi.annotation.versioning.ProviderType;

/// Work that a store does on its own and that can be asked for. A capability.
@ProviderType
public interface Maintenance {
  /// Writes what is in memory to segments and returns when that is done.
  void flush();
}
