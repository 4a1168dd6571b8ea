package io.tsink.api.frame;

import io.tsink.api.MetricMetadata;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.SampleBatch;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What of a batch goes into a frame, in which order and with which times. Confined and reusable.
///
/// At first that is the whole batch as it is. A store that accepts a part, or keeps times in
/// another unit, says so by the `with…` methods. Everything is borrowed until the frame is
/// written.
public final class FrameContent {
  private @Nullable SampleBatch batch;
  private TimestampPrecision precision = TimestampPrecision.MILLISECONDS;
  private int @Nullable [] rows;
  private int rowCount;
  private long[] times = new long[0];
  private boolean converted;
  private long @Nullable [] starts;
  private List<SampleBatch.Replacement> replacements = List.of();
  private List<SampleBatch.ExemplarRow> exemplars = List.of();
  private List<MetricMetadata> metadata = List.of();

  /// Starts over with a whole batch.
  public FrameContent of(SampleBatch source) {
    batch = source;
    precision = source.precision();
    rows = null;
    rowCount = source.rows();
    times = source.timeColumn();
    converted = false;
    starts = null;
    replacements = source.replacements();
    exemplars = source.exemplars();
    metadata = source.metadata();
    return this;
  }

  /// Only the first `count` of these rows, in this order.
  public FrameContent withRows(int[] selected, int count) {
    Objects.checkFromIndexSize(0, count, selected.length);
    rows = selected;
    rowCount = count;
    return this;
  }

  /// Other times.
  ///
  /// @param unit of the times, and of everything else that is written
  /// @param convertedTimes by row of the batch
  /// @param convertedStarts by row of the batch, null when no row has a start timestamp
  public FrameContent withTimes(
      TimestampPrecision unit, long[] convertedTimes, long @Nullable [] convertedStarts) {
    precision = unit;
    converted = true;
    times = convertedTimes;
    starts = convertedStarts;
    return this;
  }

  /// Other range replacements, in the unit of the frame.
  public FrameContent withReplacements(List<SampleBatch.Replacement> others) {
    replacements = others;
    return this;
  }

  /// Other exemplars, with timestamps in the unit of the frame.
  public FrameContent withExemplars(List<SampleBatch.ExemplarRow> others) {
    exemplars = others;
    return this;
  }

  /// Other metadata.
  public FrameContent withMetadata(List<MetricMetadata> others) {
    metadata = others;
    return this;
  }

  SampleBatch batch() {
    SampleBatch source = batch;
    if (source == null) {
      throw new IllegalStateException("no batch is given");
    }
    return source;
  }

  TimestampPrecision precision() {
    return precision;
  }

  int rowCount() {
    return rowCount;
  }

  /// The rows that are written, null for all of the batch.
  int @Nullable [] rows() {
    return rows;
  }

  long[] times() {
    return times;
  }

  boolean hasStarts() {
    return converted ? starts != null : batch().hasStarts();
  }

  long start(int row) {
    long[] own = starts;
    return own != null ? own[row] : batch().start(row);
  }

  List<SampleBatch.Replacement> replacements() {
    return replacements;
  }

  List<SampleBatch.ExemplarRow> exemplars() {
    return exemplars;
  }

  List<MetricMetadata> metadata() {
    return metadata;
  }
}
