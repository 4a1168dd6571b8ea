package io.tsink.ingest;

import io.tsink.api.store.HealthItem;
import io.tsink.spi.host.Health;
import java.time.InstantSource;

/// What an instance says of itself. Thread-safe.
final class InstanceHealth implements Health {
  private final String component;
  private final InstantSource clock;
  private volatile HealthItem item;

  InstanceHealth(String protocol, InstantSource clock) {
    this.component = component(protocol);
    this.clock = clock;
    this.item = new HealthItem(component, HealthItem.Status.OK, "ok", "", "", clock.instant());
  }

  static String component(String protocol) {
    return "protocol " + protocol;
  }

  HealthItem item() {
    return item;
  }

  @Override
  public void ok() {
    if (item.status() != HealthItem.Status.OK) {
      item = new HealthItem(component, HealthItem.Status.OK, "ok", "", "", clock.instant());
    }
  }

  @Override
  public void degraded(String code, String cause, String remedy) {
    HealthItem before = item;
    var since = before.code().equals(code) ? before.since() : clock.instant();
    item = new HealthItem(component, HealthItem.Status.DEGRADED, code, cause, remedy, since);
  }
}
