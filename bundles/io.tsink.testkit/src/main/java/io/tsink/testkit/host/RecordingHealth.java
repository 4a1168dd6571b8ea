package io.tsink.testkit.host;

import io.tsink.spi.host.Health;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A health that remembers all that was said. Thread-safe.
public final class RecordingHealth implements Health {
  private final List<String> reports = new CopyOnWriteArrayList<>();

  /// Returns the last code, `ok` when the plugin said that all is well or nothing yet.
  public String code() {
    String last = reports.isEmpty() ? "ok" : reports.getLast();
    int end = last.indexOf(':');
    return end < 0 ? last : last.substring(0, end);
  }

  /// Returns everything said, oldest first, each as `ok` or `code: cause remedy`.
  public List<String> reports() {
    return List.copyOf(reports);
  }

  @Override
  public void ok() {
    reports.add("ok");
  }

  @Override
  public void degraded(String code, String cause, String remedy) {
    reports.add(code + ": " + cause + " " + remedy);
  }
}
