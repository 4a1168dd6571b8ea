package io.tsink.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text form of durations: whole numbers with units, largest unit first, each at most once.
final class Durations {
  static final Pattern PATTERN = Pattern.compile("(?:[0-9]+(?:ms|[smhdwy]))+");

  private static final Pattern PART = Pattern.compile("([0-9]{1,18})(ms|[smhdwy])");
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("y", Duration.ofDays(365));
    UNITS.put("w", Duration.ofDays(7));
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  private Durations() {}

  static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    Duration total = Duration.ZERO;
    Duration previousUnit = Duration.ofSeconds(Long.MAX_VALUE);
    int end = 0;
    while (end < text.length()) {
      part.region(end, text.length());
      if (!part.lookingAt()) {
        throw new IllegalArgumentException(text);
      }
      Duration unit = UNITS.getOrDefault(part.group(2), Duration.ZERO);
      if (unit.compareTo(previousUnit) >= 0) {
        throw new IllegalArgumentException(text);
      }
      previousUnit = unit;
      try {
        total = total.plus(unit.multipliedBy(Long.parseLong(part.group(1))));
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(text, e);
      }
      end = part.end();
    }
    if (end == 0) {
      throw new IllegalArgumentException(text);
    }
    return total;
  }

  static String render(Duration value) {
    if (value.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    Duration rest = value;
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      boolean roundingUnit = unit.getKey().equals("w") || unit.getKey().equals("y");
      long count = rest.dividedBy(unit.getValue());
      if (count == 0 || (roundingUnit && !rest.equals(unit.getValue().multipliedBy(count)))) {
        continue;
      }
      text.append(count).append(unit.getKey());
      rest = rest.minus(unit.getValue().multipliedBy(count));
    }
    return text.toString();
  }
}
