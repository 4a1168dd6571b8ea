package io.tsink.ingest;

import java.time.Duration;

/// The limits of a service. Immutable; each `with…` method returns changed options.
///
/// @param swapDeadline how long after a protocol left requests wait for its successor
/// @param maxParked how many requests may wait at once; others are answered at once
/// @param drainDeadline how long a protocol that leaves may take to finish
/// @param maxKnownSeries how many series are remembered between requests, about
/// @param epoch after how long a series that nobody sends is forgotten, at the earliest
/// @param maxBatchRows rows after which a sink asks to be flushed
/// @param maxBatchBytes bytes of values after which a sink asks to be flushed
/// @param maxLabels most labels of a series, its name counted
/// @param maxLabelNameBytes longest name of a label
/// @param maxLabelValueBytes longest value of a label
/// @param maxStateBytes most state that a protocol may hand to its successor
public record IngestOptions(
    Duration swapDeadline,
    int maxParked,
    Duration drainDeadline,
    int maxKnownSeries,
    Duration epoch,
    int maxBatchRows,
    long maxBatchBytes,
    int maxLabels,
    int maxLabelNameBytes,
    int maxLabelValueBytes,
    int maxStateBytes) {

  /// The defaults.
  public static final IngestOptions DEFAULTS =
      new IngestOptions(
          Duration.ofSeconds(10),
          1024,
          Duration.ofSeconds(5),
          4_000_000,
          Duration.ofMinutes(10),
          1 << 18,
          64L << 20,
          64,
          128,
          2048,
          64 << 20);

  public IngestOptions {
    requireNotNegative("swap-deadline", swapDeadline);
    requireNotNegative("drain-deadline", drainDeadline);
    requireAtLeast("epoch in milliseconds", epoch.toMillis(), 1);
    requireAtLeast("max-parked", maxParked, 0);
    requireAtLeast("max-known-series", maxKnownSeries, 1);
    requireAtLeast("max-batch-rows", maxBatchRows, 1);
    requireAtLeast("max-batch-bytes", maxBatchBytes, 1);
    requireAtLeast("max-labels", maxLabels, 1);
    requireAtLeast("max-label-name-size", maxLabelNameBytes, 1);
    requireAtLeast("max-label-value-size", maxLabelValueBytes, 1);
    requireAtLeast("max-state-size", maxStateBytes, 0);
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("%s: found %s, expected 0 or more".formatted(name, value));
    }
  }

  private static void requireAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: found %d, expected %d or more".formatted(name, value, least));
    }
  }

  public IngestOptions withSwapDeadline(Duration value) {
    return new IngestOptions(
        value,
        maxParked,
        drainDeadline,
        maxKnownSeries,
        epoch,
        maxBatchRows,
        maxBatchBytes,
        maxLabels,
        maxLabelNameBytes,
        maxLabelValueBytes,
        maxStateBytes);
  }

  public IngestOptions withMaxParked(int value) {
    return new IngestOptions(
        swapDeadline,
        value,
        drainDeadline,
        maxKnownSeries,
        epoch,
        maxBatchRows,
        maxBatchBytes,
        maxLabels,
        maxLabelNameBytes,
        maxLabelValueBytes,
        maxStateBytes);
  }

  public IngestOptions withDrainDeadline(Duration value) {
    return new IngestOptions(
        swapDeadline,
        maxParked,
        value,
        maxKnownSeries,
        epoch,
        maxBatchRows,
        maxBatchBytes,
        maxLabels,
        maxLabelNameBytes,
        maxLabelValueBytes,
        maxStateBytes);
  }

  public IngestOptions withMaxBatchRows(int value) {
    return new IngestOptions(
        swapDeadline,
        maxParked,
        drainDeadline,
        maxKnownSeries,
        epoch,
        value,
        maxBatchBytes,
        maxLabels,
        maxLabelNameBytes,
        maxLabelValueBytes,
        maxStateBytes);
  }
}
