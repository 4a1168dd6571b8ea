package io.tsink.api.store;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/// The places that segments move to as they age. A capability.
@ProviderType
public interface Tiers {
  List<Tier> tiers();

  /// One place and what lies there.
  ///
  /// @param name `hot`, `warm` or `cold`
  /// @param segments number of segments there
  /// @param bytes their size
  record Tier(String name, long segments, long bytes) {}
}
