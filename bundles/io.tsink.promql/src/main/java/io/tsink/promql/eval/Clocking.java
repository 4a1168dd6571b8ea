package io.tsink.promql.eval;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Converts between seconds and the store's units.
record Clocking(long unitsPerSecond) {

  /// The moment nearest to these seconds since the epoch.
  long moment(double seconds) {
    return new BigDecimal(Double.toString(seconds))
        .multiply(BigDecimal.valueOf(unitsPerSecond))
        .setScale(0, RoundingMode.HALF_UP)
        .longValue();
  }

  /// The units in a length of time; parts of a unit are cut off, but something never becomes
  /// nothing.
  long length(double seconds) {
    BigDecimal exact =
        BigDecimal.valueOf(Math.rint(seconds * 1e9))
            .multiply(BigDecimal.valueOf(unitsPerSecond))
            .movePointLeft(9);
    if (exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0) {
      throw QueryFailure.badData("duration out of range");
    }
    long units = exact.longValue();
    return units == 0 && exact.signum() != 0 ? exact.signum() : units;
  }

  double seconds(long units) {
    return (double) units / unitsPerSecond;
  }
}
