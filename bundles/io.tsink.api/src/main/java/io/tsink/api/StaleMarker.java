package io.tsink.api;

/// The value with which a scraper says that a series ended: a NaN with bits of its own, or a
/// histogram whose sum is that NaN. Storage keeps it as it keeps every value.
public final class StaleMarker {
  /// The bits of the marker.
  public static final long BITS = 0x7ff0000000000002L;

  private StaleMarker() {}

  /// The marker.
  public static double value() {
    return Double.longBitsToDouble(BITS);
  }

  /// Whether a value is the marker.
  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
