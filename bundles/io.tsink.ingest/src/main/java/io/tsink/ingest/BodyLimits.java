package io.tsink.ingest;

/// How large bodies may be. The limit of a route counts as well.
///
/// @param maxEncodedBytes as sent
/// @param maxDecodedBytes after compression is undone
/// @param maxRatio how many bytes one compressed byte may become, beyond the first [#FREE_BYTES]
public record BodyLimits(long maxEncodedBytes, long maxDecodedBytes, int maxRatio) {
  /// What a body may always become, however small it is.
  public static final long FREE_BYTES = 1 << 20;

  /// The defaults of the server.
  public static final BodyLimits DEFAULTS = new BodyLimits(32L << 20, 256L << 20, 250);

  public BodyLimits {
    if (maxEncodedBytes < 1 || maxDecodedBytes < 1 || maxRatio < 1) {
      throw new IllegalArgumentException(
          "limits of %d, %d and %d, expected 1 or more"
              .formatted(maxEncodedBytes, maxDecodedBytes, maxRatio));
    }
  }
}
