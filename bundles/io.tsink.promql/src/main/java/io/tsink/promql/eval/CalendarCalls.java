package io.tsink.promql.eval;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/// The functions of a moment in UTC, given in seconds since the epoch.
final class CalendarCalls {

  private static final double MAX_SECONDS = 3e16;

  private static final Map<String, ToIntFunction<ZonedDateTime>> BY_NAME = new HashMap<>();

  static {
    BY_NAME.put("day_of_month", ZonedDateTime::getDayOfMonth);
    BY_NAME.put("day_of_week", time -> time.getDayOfWeek().getValue() % 7);
    BY_NAME.put("day_of_year", ZonedDateTime::getDayOfYear);
    BY_NAME.put("days_in_month", time -> time.toLocalDate().lengthOfMonth());
    BY_NAME.put("hour", ZonedDateTime::getHour);
    BY_NAME.put("minute", ZonedDateTime::getMinute);
    BY_NAME.put("month", ZonedDateTime::getMonthValue);
    BY_NAME.put("year", ZonedDateTime::getYear);
  }

  private CalendarCalls() {}

  static boolean knows(String name) {
    return BY_NAME.containsKey(name);
  }

  static double apply(String name, double seconds) {
    ToIntFunction<ZonedDateTime> part = BY_NAME.get(name);
    if (part == null || !(Math.abs(seconds) <= MAX_SECONDS)) {
      return Double.NaN;
    }
    return part.applyAsInt(Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC));
  }
}
