package io.tsink.embedded;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.Storage;
import io.tsink.promql.PromqlEngine;
import io.tsink.promql.QueryResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A PromQL expression that can be answered for any moments. Immutable and thread-safe; each answer
/// reads a view of its own.
///
/// Answers throw [io.tsink.promql.PromqlException] when the expression or the data allow none.
public final class PromqlQuery {
  private final Storage storage;
  private final PromqlEngine engine;
  private final Clock clock;
  private final String text;
  private final @Nullable Duration timeout;

  PromqlQuery(
      Storage storage, PromqlEngine engine, Clock clock, String text, @Nullable Duration timeout) {
    this.storage = storage;
    this.engine = engine;
    this.clock = clock;
    this.text = text;
    this.timeout = timeout;
  }

  /// The expression.
  public String text() {
    return text;
  }

  /// The same query with another time for which a sample stays valid.
  public PromqlQuery withLookback(Duration lookback) {
    PromqlEngine changed = engine.withOptions(engine.options().withLookback(lookback));
    return new PromqlQuery(storage, changed, clock, text, timeout);
  }

  /// The same query with a limit to how long an answer may take; it has none by default.
  public PromqlQuery withTimeout(Duration limit) {
    return new PromqlQuery(storage, engine, clock, text, limit);
  }

  /// The answer by the clock of the store.
  public QueryResult now() {
    return at(clock.instant());
  }

  /// The answer at a moment.
  public QueryResult at(Instant time) {
    return at(precision().of(time));
  }

  /// The answer at a moment.
  ///
  /// @param time in the precision of the store
  public QueryResult at(long time) {
    QueryContext context = context();
    try (Querier querier = storage.querier(context, ReadOptions.defaults())) {
      return engine.instant(querier, context, text, time);
    }
  }

  /// The answers at `start`, `start + step` and so on up to `end`.
  public QueryResult range(Instant start, Instant end, Duration step) {
    TimestampPrecision precision = precision();
    return range(precision.of(start), precision.of(end), precision.units(step));
  }

  /// The answers at `start`, `start + step` and so on up to `end`.
  ///
  /// @param start in the precision of the store, as `end` and `step`
  public QueryResult range(long start, long end, long step) {
    QueryContext context = context();
    try (Querier querier = storage.querier(context, ReadOptions.defaults())) {
      return engine.range(querier, context, text, start, end, step);
    }
  }

  private TimestampPrecision precision() {
    return storage.options().precision();
  }

  private QueryContext context() {
    QueryContext.Builder builder = QueryContext.builder().text(text);
    if (timeout != null) {
      builder.timeout(timeout);
    }
    return builder.build();
  }
}
