package io.tsink.api.store;

import java.time.Instant;

/// The health of one component.
///
/// @param component such as `wal` or `segments`
/// @param code a stable word for the condition, such as `ok` or `quarantined-segment`
/// @param cause what happened, empty when all is well
/// @param remedy what an operator can do, empty when nothing needs to be done
/// @param since when the condition began
public record HealthItem(
    String component, Status status, String code, String cause, String remedy, Instant since) {
  /// How bad it is. No constant is ever added.
  public enum Status {
    OK,
    STARTING,
    DEGRADED,
    FAILED
  }
}
