package io.tsink.spi.tier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/// A place where objects are kept. Thread-safe; every operation blocks.
///
/// Each operation throws [TierException] when it fails, within the deadline of its call: `TIMEOUT`
/// and `CANCELED` when the call ends first, `THROTTLED`, `UNAUTHORIZED` and `UNAVAILABLE` for the
/// place. A further reason for a failure is named at the operation. The outcome of a write that
/// failed with `TIMEOUT`, `CANCELED` or `UNAVAILABLE` is unknown until [#stat] tells; it is applied
/// whole or not at all.
///
/// After [#close] every operation fails as `UNAVAILABLE`.
@ConsumerType
public interface TierBackend extends AutoCloseable {

  /// Finds out what the place offers by trying it, leaving nothing behind.
  TierTraits probe(TierCall call);

  /// Stores an object under a key, replacing what the condition allows to replace.
  ///
  /// @param source read once or, for retries, more often; never after the return
  /// @param digest of what the source holds
  /// @return the object as stored, with what the back end has compared in [ObjectStat#verified]
  /// @throws TierException `PRECONDITION_FAILED` when the condition does not hold; `CORRUPT` when
  ///     the source is not what the digest says; `INVALID` when the condition needs a missing
  ///     trait, the object is too large, or the key is a leading part of a stored key (`a` and
  ///     `a/b`) and the place cannot have both. Nothing is stored then.
  ObjectStat put(
      TierKey key, ObjectSource source, ObjectDigest digest, PutCondition condition, TierCall call);

  /// Reads exactly the bytes asked for.
  ///
  /// To replace an object by its tag, take the tag with [#stat] first and read after.
  ///
  /// @param offset of the first byte in the object
  /// @param into filled by the callee; undefined after a failure
  /// @param from index of the first byte in the array
  /// @throws TierException `NOT_FOUND`; `CORRUPT` when the bytes are not what was stored; `INVALID`
  ///     when the range is not within the object
  /// @throws IndexOutOfBoundsException when the range is not within the array
  void read(TierKey key, long offset, byte[] into, int from, int length, TierCall call);

  /// Reads exactly the bytes asked for into a channel, which stays open. After a failure the
  /// channel may have got a part.
  ///
  /// @throws TierException as [#read(TierKey, long, byte[], int, int, TierCall)]
  /// @throws UncheckedIOException when the channel fails
  default void read(
      TierKey key, long offset, long length, WritableByteChannel target, TierCall call) {
    byte[] piece = new byte[(int) Math.min(length, 1 << 20)];
    long done = 0;
    do {
      int next = (int) Math.min(length - done, piece.length);
      read(key, offset + done, piece, 0, next, call);
      ByteBuffer bytes = ByteBuffer.wrap(piece, 0, next);
      try {
        while (bytes.hasRemaining()) {
          target.write(bytes);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      done += next;
    } while (done < length);
  }

  /// Returns what is known of an object without reading it, or nothing when there is none.
  ///
  /// @throws TierException `CORRUPT` when the place holds something else than a whole object
  Optional<ObjectStat> stat(TierKey key, TierCall call);

  /// Lists objects in the order of [TierKey]s.
  ///
  /// Objects that come or go meanwhile may be seen or not. A damaged object is listed as far as it
  ///
  /// @param prefix the text that keys begin with, not only at a `/`; empty for all
  /// @param startAfter lists only greater keys; null from the beginning
  /// @param max of the page, at least 1; a back end may return fewer
  /// @throws TierException `INVALID` when no key can begin with the prefix
  ObjectPage list(String prefix, @Nullable TierKey startAfter, int max, TierCall call);

  /// Removes an object. Does nothing when there is none.
  void delete(TierKey key, TierCall call);

  /// Removes the leftovers of uploads of this and other processes that did not finish.
  ///
  /// @param minAge of those to remove; uploads that this back end is at work on are never removed
  /// @return how many were removed
  long sweep(Duration minAge, TierCall call);

  /// Returns a file that begins with the content of an object and can be mapped, or nothing when
  /// the place has no such files or no such object. The file may be longer than the object and
  /// keeps its content when the object is removed while it is open. Reads of it are not verified.
  default Optional<Path> mappablePath(TierKey key, TierCall call) {
    return Optional.empty();
  }

  /// Ends the back end: cuts off operations that are under way and frees everything. Idempotent.
  @Override
  void close();
}
