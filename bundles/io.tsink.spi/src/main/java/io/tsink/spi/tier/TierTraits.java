package io.tsink.spi.tier;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What a place was seen to offer. Immutable.
public final class TierTraits {
  private final Set<TierTrait> present;
  private final long maxObjectBytes;
  private final long maxPartBytes;

  private TierTraits(Set<TierTrait> present, long maxObjectBytes, long maxPartBytes) {
    this.present = present;
    this.maxObjectBytes = maxObjectBytes;
    this.maxPartBytes = maxPartBytes;
  }

  /// Returns the traits, with objects of any size in one part.
  public static TierTraits of(Set<TierTrait> present) {
    Set<TierTrait> copy = EnumSet.noneOf(TierTrait.class);
    copy.addAll(present);
    return new TierTraits(Collections.unmodifiableSet(copy), Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /// Returns these traits with limits, in bytes.
  public TierTraits withLimits(long objectBytes, long partBytes) {
    return new TierTraits(present, objectBytes, partBytes);
  }

  public boolean has(TierTrait trait) {
    return present.contains(trait);
  }

  public Set<TierTrait> present() {
    return present;
  }

  /// Returns the size of the largest object that can be put.
  public long maxObjectBytes() {
    return maxObjectBytes;
  }

  /// Returns the size of the largest part in which an object travels.
  public long maxPartBytes() {
    return maxPartBytes;
  }

  @Override
  public String toString() {
    return present.toString();
  }
}
