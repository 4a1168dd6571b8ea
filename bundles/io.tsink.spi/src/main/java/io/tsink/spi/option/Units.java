package io.tsink.spi.option;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads numbers with units.
final class Units {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,19})(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m(?!s))?(?:([0-9]+)s)?(?:([0-9]+)ms)?");
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  private Units() {}

  static long size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), unitBytes(matcher.group(2)));
  }

  private static long unitBytes(String unit) {
    return switch (unit) {
      case "B" -> 1L;
      case "KB" -> 1_000L;
      case "MB" -> 1_000_000L;
      case "GB" -> 1_000_000_000L;
      case "TB" -> 1_000_000_000_000L;
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      default -> 1L << 40;
    };
  }

  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long millis = 0;
    for (int i = 0; i < MILLIS.length; i++) {
      String number = matcher.group(i + 1);
      if (number != null) {
        millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(number), MILLIS[i]));
      }
    }
    return Duration.ofMillis(millis);
  }
}
