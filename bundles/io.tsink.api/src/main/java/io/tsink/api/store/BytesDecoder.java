package io.tsink.api.store;

import org.osgi.annotation.versioning.ConsumerType;

/// How the values of a `BYTES` or `STRING` series are read and written by a [BytesFold]. Called by
/// one thread at a time.
///
/// @param <T> what a value is to the fold
@ConsumerType
public interface BytesDecoder<T> {
  /// What some bytes mean.
  ///
  /// @param bytes belongs to the callee
  T decode(byte[] bytes);

  /// The bytes of a folded value; of a `STRING` series they are UTF-8.
  byte[] encode(T value);
}
