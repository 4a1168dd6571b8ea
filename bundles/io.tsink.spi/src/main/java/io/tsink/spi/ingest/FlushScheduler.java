package io.tsink.spi.ingest;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/// Runs the flushes of an instance that aggregates. Thread-safe.
///
/// Timers stop before the instance is closed; when it drains, each task runs a last time.
@ProviderType
public interface FlushScheduler {

  /// Runs a task at the multiples of an interval since 1970-01-01T00:00Z, never twice at once. A
  /// tick that comes while the task runs is skipped.
  ///
  /// @param interval at least one millisecond
  void every(Duration interval, Task task);

  /// What is done at a tick.
  @ConsumerType
  interface Task {

    /// Writes what has gathered. The host commits the sink afterwards under a key made of instance
    /// and tick, so that a repetition is not stored twice; when this throws, nothing is committed.
    ///
    /// @param tick the time of the tick, in milliseconds since 1970-01-01T00:00Z
    void flush(long tick, SampleSink sink);
  }
}
