package io.tsink.testkit.ingest;

import io.tsink.api.store.Reason;
import io.tsink.spi.host.Health;
import io.tsink.spi.host.Meter;
import io.tsink.spi.ingest.FlushScheduler;
import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.ProtocolState;
import io.tsink.spi.ingest.RejectRecorder;
import io.tsink.spi.option.Options;
import io.tsink.testkit.host.ManualClock;
import io.tsink.testkit.host.RecordingHealth;
import io.tsink.testkit.host.RecordingMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A host whose timers tick when they are told to. Confined.
final class FakeIngestHost implements IngestHost, FlushScheduler, RejectRecorder {
  private final String name;
  private final Options options;
  private final ManualClock clock;
  private final @Nullable ProtocolState state;
  private final RecordingMeter meter = new RecordingMeter();
  private final RecordingHealth health = new RecordingHealth();
  private final List<Task> tasks = new ArrayList<>();
  private final List<String> rejections = new ArrayList<>();

  FakeIngestHost(String name, Options options, ManualClock clock, @Nullable ProtocolState state) {
    this.name = name;
    this.options = options;
    this.clock = clock;
    this.state = state;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public FlushScheduler scheduler() {
    return this;
  }

  @Override
  public Meter meter() {
    return meter;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public RejectRecorder rejects() {
    return this;
  }

  @Override
  public @Nullable ProtocolState state() {
    return state;
  }

  @Override
  public void every(Duration interval, Task task) {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("interval " + interval);
    }
    tasks.add(task);
  }

  @Override
  public void reject(Reason reason, String detail, byte[] input, int offset, int length) {
    rejections.add(reason + ": " + detail);
  }

  List<Task> tasks() {
    return tasks;
  }

  List<String> rejections() {
    return rejections;
  }

  RecordingMeter recordingMeter() {
    return meter;
  }
}
