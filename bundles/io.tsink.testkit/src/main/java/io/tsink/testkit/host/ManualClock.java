package io.tsink.testkit.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until a test moves it. Thread-safe.
public final class ManualClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  /// Starts at a moment, in UTC.
  public ManualClock(Instant start) {
    this(new AtomicReference<>(start), ZoneOffset.UTC);
  }

  private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /// Starts at the moment that the system's clock shows.
  public static ManualClock startingNow() {
    return new ManualClock(Clock.systemUTC().instant());
  }

  /// Moves the clock, also back.
  public void advance(Duration span) {
    now.updateAndGet(moment -> moment.plus(span));
  }

  /// Sets the clock.
  public void set(Instant moment) {
    now.set(moment);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /// Returns a clock that moves with this one.
  @Override
  public Clock withZone(ZoneId other) {
    return new ManualClock(now, other);
  }
}
