package io.tsink.testkit.storage;

import io.tsink.api.Labels;
import io.tsink.api.NativeHistogram;
import io.tsink.api.Value;

/// A sample of a series, as tests write and read it.
///
/// @param time in the precision of the batch or store
/// @param start the start timestamp, 0 when unknown
public record Sample(Labels labels, long time, Value value, long start) {

  public static Sample of(Labels labels, long time, double value) {
    return of(labels, time, new Value.F64(value));
  }

  public static Sample of(Labels labels, long time, NativeHistogram value) {
    return of(labels, time, new Value.Histogram(value));
  }

  public static Sample of(Labels labels, long time, Value value) {
    return new Sample(labels, time, value, 0);
  }

  /// The same sample with a start timestamp.
  public Sample since(long changed) {
    return new Sample(labels, time, value, changed);
  }

  /// The time and the value, with every bit that counts.
  @Override
  public String toString() {
    return labels + " " + SampleText.of(time, value, start);
  }
}
