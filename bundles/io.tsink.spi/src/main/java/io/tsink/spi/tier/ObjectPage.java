package io.tsink.spi.tier;

import java.time.Instant;
import java.util.List;

/// A piece of a listing.
///
/// @param entries in the order of their keys
/// @param more whether there may be further ones, after the last one of this page
public record ObjectPage(List<Entry> entries, boolean more) {
  public ObjectPage {
    entries = List.copyOf(entries);
  }

  /// What a listing tells of an object; that it is whole is not known.
  ///
  /// @param length in bytes
  /// @param modified when the object was put, by the clock of the place
  public record Entry(TierKey key, long length, Instant modified) {}
}
