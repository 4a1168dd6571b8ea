package io.tsink.spi.tier;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a stored object without reading it. Immutable.
public final class ObjectStat {
  private final TierKey key;
  private final long length;
  private final String tag;
  private final Instant modified;
  private final @Nullable ObjectDigest digest;
  private final Set<Checksum> verified;

  private ObjectStat(
      TierKey key,
      long length,
      String tag,
      Instant modified,
      @Nullable ObjectDigest digest,
      Set<Checksum> verified) {
    this.key = key;
    this.length = length;
    this.tag = tag;
    this.modified = modified;
    this.digest = digest;
    this.verified = verified;
  }

  /// Returns what every place knows.
  ///
  /// @param length in bytes
  /// @param tag see [#tag]
  /// @param modified when the object was put, by the clock of the place
  public static ObjectStat of(TierKey key, long length, String tag, Instant modified) {
    return new ObjectStat(key, length, tag, modified, null, Set.of());
  }

  /// Returns this with the digest that the place keeps.
  public ObjectStat withDigest(ObjectDigest kept) {
    return new ObjectStat(key, length, tag, modified, kept, verified);
  }

  /// Returns this with the checksums that the back end has compared with the stored bytes.
  public ObjectStat withVerified(Set<Checksum> compared) {
    Set<Checksum> copy = EnumSet.noneOf(Checksum.class);
    copy.addAll(compared);
    return new ObjectStat(key, length, tag, modified, digest, Collections.unmodifiableSet(copy));
  }

  public TierKey key() {
    return key;
  }

  /// Returns the number of bytes.
  public long length() {
    return length;
  }

  /// Returns a text that is another one whenever the content under the key is another one; equal
  /// content may have equal tags. Not empty.
  public String tag() {
    return tag;
  }

  /// Returns when the object was put, by the clock of the place.
  public Instant modified() {
    return modified;
  }

  /// Returns the digest that the place keeps beside the object; nothing when it keeps none.
  public Optional<ObjectDigest> digest() {
    return Optional.ofNullable(digest);
  }

  /// Returns the checksums that the back end has compared with the stored bytes in this operation.
  public Set<Checksum> verified() {
    return verified;
  }

  @Override
  public String toString() {
    return "%s: %d bytes, tag %s".formatted(key, length, tag);
  }
}
