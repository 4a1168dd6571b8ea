package io.tsink.http.query;

import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.promql.PromqlEngine;
import io.tsink.promql.PromqlException;
import io.tsink.spi.ingest.HttpExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of one request, with their types. Confined.
final class Parameters {
  private final HttpExchange exchange;
  private final Times times;

  Parameters(HttpExchange exchange, Times times) {
    this.exchange = exchange;
    this.times = times;
  }

  String text(String name) {
    String value = exchange.parameter(name);
    return value == null ? "" : value;
  }

  long time(String name, long missing) {
    String text = text(name);
    return text.isEmpty() ? missing : parsed(name, () -> times.time(text));
  }

  long requiredTime(String name) {
    return parsed(name, () -> times.time(text(name)));
  }

  long requiredUnits(String name) {
    return parsed(name, () -> times.units(text(name)));
  }

  @Nullable Duration duration(String name) {
    String text = text(name);
    return text.isEmpty() ? null : parsed(name, () -> Times.duration(text));
  }

  private interface Parsing<T> {
    T parse();
  }

  private static <T> T parsed(String name, Parsing<T> parsing) {
    try {
      return parsing.parse();
    } catch (IllegalArgumentException e) {
      throw ApiFailure.badParameter(name, String.valueOf(e.getMessage()));
    }
  }

  /// Most entries of the answer, 0 for any number.
  int limit() {
    String text = text("limit");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 0) {
        return limit;
      }
    } catch (NumberFormatException _) {
      throw ApiFailure.badParameter("limit", "cannot parse \"%s\" to a number".formatted(text));
    }
    throw ApiFailure.badParameter("limit", "limit must be non-negative");
  }

  /// `[start, end]`, all time when neither is given.
  TimeRange range() {
    long start = time("start", Long.MIN_VALUE + 1);
    long end = time("end", Long.MAX_VALUE - 1);
    if (end < start) {
      throw ApiFailure.badParameter("end", "end timestamp must not be before start time");
    }
    return TimeRange.inclusive(start, end);
  }

  /// The series that `match[]` names, null when it is not given.
  @Nullable Selection selection() {
    List<String> given = exchange.parameters("match[]");
    if (given.isEmpty()) {
      return null;
    }
    var sets = new ArrayList<List<Matcher>>();
    for (String text : given) {
      try {
        sets.add(PromqlEngine.parseSelector(text).matchers());
      } catch (PromqlException e) {
        throw ApiFailure.badParameter("match[]", String.valueOf(e.getMessage()));
      }
    }
    return Selection.anyOf(sets);
  }
}
