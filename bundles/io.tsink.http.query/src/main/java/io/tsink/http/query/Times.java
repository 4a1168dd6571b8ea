package io.tsink.http.query;

import io.tsink.api.TimestampPrecision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and prints times and durations as the API writes them. Immutable.
final class Times {
  private static final int MILLIS_PER_SECOND = 1_000;

  /// What clients send for "from the beginning" and "to the end".
  private static final String EARLIEST = "-292273086-05-16T16:47:06Z";

  private static final String LATEST = "292277025-08-18T07:12:54.999999999Z";

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?"
              + "(?:([0-9]+)ms)?");
  private static final long[] DURATION_MILLIS = {
    365L * 24 * 3_600_000, 7L * 24 * 3_600_000, 24L * 3_600_000, 3_600_000, 60_000, 1_000, 1
  };

  private final TimestampPrecision precision;

  Times(TimestampPrecision precision) {
    this.precision = precision;
  }

  long of(Instant instant) {
    return precision.of(instant);
  }

  /// A time in the precision of the store.
  ///
  /// @throws IllegalArgumentException when the text is none
  long time(String text) {
    if (text.equals(EARLIEST)) {
      return Long.MIN_VALUE + 1;
    }
    if (text.equals(LATEST)) {
      return Long.MAX_VALUE - 1;
    }
    if (DECIMAL.matcher(text).matches()) {
      BigDecimal millis = new BigDecimal(text).movePointRight(3).setScale(0, RoundingMode.HALF_UP);
      if (millis.precision() <= 18) {
        return clamp(precision.convert(millis.longValueExact(), TimestampPrecision.MILLISECONDS));
      }
    } else {
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return clamp(precision.convert(instant.toEpochMilli(), TimestampPrecision.MILLISECONDS));
      } catch (DateTimeException | ArithmeticException _) {
        // said below
      }
    }
    throw new IllegalArgumentException("cannot parse \"%s\" to a valid timestamp".formatted(text));
  }

  private static long clamp(long time) {
    return Math.clamp(time, Long.MIN_VALUE + 1, Long.MAX_VALUE - 1);
  }

  /// A duration in the precision of the store, rounded down.
  ///
  /// @throws IllegalArgumentException when the text is none
  long units(String text) {
    return precision.units(duration(text));
  }

  /// @throws IllegalArgumentException when the text is no duration
  static Duration duration(String text) {
    if (DECIMAL.matcher(text).matches()) {
      BigDecimal nanos = new BigDecimal(text).movePointRight(9).setScale(0, RoundingMode.HALF_UP);
      if (nanos.precision() <= 18) {
        return Duration.ofNanos(nanos.longValueExact());
      }
    } else {
      Matcher matcher = DURATION.matcher(text);
      if (!text.isEmpty() && matcher.matches()) {
        try {
          return Duration.ofMillis(millis(matcher));
        } catch (ArithmeticException | NumberFormatException _) {
          // said below
        }
      }
    }
    throw new IllegalArgumentException("cannot parse \"%s\" to a valid duration".formatted(text));
  }

  private static long millis(Matcher matcher) {
    long sum = 0;
    for (int i = 0; i < DURATION_MILLIS.length; i++) {
      String group = matcher.group(i + 1);
      if (group != null) {
        sum = Math.addExact(sum, Math.multiplyExact(Long.parseLong(group), DURATION_MILLIS[i]));
      }
    }
    return sum;
  }

  /// A time as seconds, with no decimals or three, six or nine as the store needs.
  String seconds(long time) {
    long units = precision.unitsPerSecond();
    long part = Math.floorMod(time, units);
    if (part == 0) {
      return Long.toString(Math.floorDiv(time, units));
    }
    int digits = Long.toString(units).length() - 1;
    while (digits > 3 && part % MILLIS_PER_SECOND == 0) {
      part /= MILLIS_PER_SECOND;
      digits -= 3;
    }
    BigDecimal seconds = BigDecimal.valueOf(time).movePointLeft(Long.toString(units).length() - 1);
    return seconds.setScale(digits, RoundingMode.UNNECESSARY).toPlainString();
  }
}
