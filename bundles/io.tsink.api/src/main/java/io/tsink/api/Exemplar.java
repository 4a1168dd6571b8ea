package io.tsink.api;

import static java.util.Objects.requireNonNull;

/// An example behind a sample, such as a trace.
///
/// @param labels its own labels, without a metric name
/// @param timestamp in the precision of the batch or store; `Long.MIN_VALUE` when the sender gave
///     none
public record Exemplar(Labels labels, double value, long timestamp) {
  public Exemplar {
    requireNonNull(labels, "labels");
  }

  public boolean hasTimestamp() {
    return timestamp != Long.MIN_VALUE;
  }
}
