package io.tsink.spi.codec;

import org.osgi.annotation.versioning.ConsumerType;

/// Turns a finished payload into a smaller one, for example by a general compressor.
///
/// The host records a filter beside the codec and uses it only where it saves bytes.
@ConsumerType
public interface PayloadFilter extends Codec {

  /// Appends the filtered form of `src[off, off + len)` to `out`, or returns false.
  ///
  /// @return false when the result would not be smaller; what was appended is then dropped by the
  ///     host
  boolean apply(byte[] src, int off, int len, EncodeContext context, Output out);

  /// Restores exactly `rawLen` bytes into `dest` from `destOff` on.
  ///
  /// @throws CorruptBlock when the input is not the filtered form of `rawLen` bytes
  void restore(
      byte[] src,
      int off,
      int len,
      int version,
      byte[] dest,
      int destOff,
      int rawLen,
      Scratch scratch)
      throws CorruptBlock;
}
