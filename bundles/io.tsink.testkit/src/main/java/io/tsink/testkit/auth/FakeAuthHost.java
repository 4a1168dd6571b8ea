package io.tsink.testkit.auth;

import io.tsink.spi.auth.AuthHost;
import io.tsink.testkit.host.ManualClock;
import io.tsink.testkit.host.RecordingHealth;
import io.tsink.testkit.host.RecordingMeter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The host of authenticators under test, with secret files in memory. Thread-safe.
public final class FakeAuthHost implements AuthHost {
  private final ManualClock clock = ManualClock.startingNow();
  private final RecordingMeter meter = new RecordingMeter();
  private final RecordingHealth health = new RecordingHealth();
  private final Map<Path, FakeSecretFile> files = new ConcurrentHashMap<>();

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

  /// Returns the file that the authenticator gets for the path; absent until it is written.
  @Override
  public FakeSecretFile secretFile(Path path) {
    return files.computeIfAbsent(path, FakeSecretFile::new);
  }
}
