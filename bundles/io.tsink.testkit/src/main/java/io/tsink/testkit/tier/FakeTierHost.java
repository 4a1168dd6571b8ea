package io.tsink.testkit.tier;

import io.tsink.spi.tier.TierHost;
import io.tsink.testkit.host.ManualClock;
import io.tsink.testkit.host.RecordingHealth;
import io.tsink.testkit.host.RecordingMeter;

/// The host of back ends under test. Thread-safe.
public final class FakeTierHost implements TierHost {
  private final ManualClock clock = ManualClock.startingNow();
  private final RecordingMeter meter = new RecordingMeter();
  private final RecordingHealth health = new RecordingHealth();

  @Override
  public String name() {
    return "under-test";
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  @Override
  public RecordingMeter meter() {
    return meter;
  }

  @Override
  public RecordingHealth health() {
    return health;
  }
}
