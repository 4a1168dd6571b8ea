package io.tsink.embedded;

import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Value;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.Storage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Collects samples and commits them together. Confined.
///
/// [#close] commits what was appended, so the normal end of a `try` block stores it. A block that
/// ends with an exception closes the writer too, which cannot tell the difference: what must be
/// stored whole or not at all goes through [Tsink#write], or calls [#discard].
///
/// After warm-up appending numbers to known series allocates nothing.
public final class SampleWriter implements AutoCloseable {
  private final Appender appender;
  private final TimestampPrecision precision;
  private final SampleBatch batch;
  private @Nullable SeriesHandle lastSeries;
  private int lastSlot;
  private boolean failed;
  private boolean closed;

  SampleWriter(Storage storage) {
    this.appender = storage.appender(AppendContext.local());
    this.precision = storage.options().precision();
    this.batch = new SampleBatch(precision);
  }

  /// The handle of a series, to be kept and used for every sample of it.
  public SeriesHandle series(Labels labels) {
    return appender.series(labels);
  }

  /// Appends a double.
  ///
  /// @param time in the precision of the store
  public void append(SeriesHandle series, long time, double value) {
    batch.add(slot(series), time, value);
  }

  /// Appends a double.
  public void append(SeriesHandle series, Instant time, double value) {
    append(series, precision.of(time), value);
  }

  /// Appends a value of any kind.
  ///
  /// @param time in the precision of the store
  public void append(SeriesHandle series, long time, Value value) {
    batch.add(slot(series), time, value);
  }

  /// Appends a value of any kind.
  public void append(SeriesHandle series, Instant time, Value value) {
    append(series, precision.of(time), value);
  }

  /// Appends doubles of one series; both arrays are copied.
  ///
  /// @param times in the precision of the store
  /// @param offset of the first time and value
  public void append(SeriesHandle series, long[] times, double[] values, int offset, int count) {
    batch.addAll(slot(series), times, values, offset, count);
  }

  /// Number of samples that wait for a commit.
  public int rows() {
    return batch.rows();
  }

  /// Commits what was appended; the writer can be used on.
  ///
  /// @return also which samples were rejected
  /// @throws io.tsink.api.store.StorageException when nothing was stored. The samples stay in the
  ///     writer: another commit tries again, but [#close] does not
  public CommitResult commit() {
    return commit(CommitOptions.defaults());
  }

  /// Commits what was appended, as [#commit()].
  public CommitResult commit(CommitOptions options) {
    requireOpen();
    failed = true;
    CommitResult result = appender.commit(batch, options);
    discard();
    return result;
  }

  /// Forgets what was appended since the last commit.
  public void discard() {
    batch.clear();
    lastSeries = null;
    failed = false;
  }

  /// Commits what was appended, unless a commit of it has failed.
  ///
  /// @throws io.tsink.api.store.RowsRejectedException when some samples were rejected; the others
  ///     are stored
  @Override
  public void close() {
    if (closed) {
      return;
    }
    try (appender) {
      if (!failed && !batch.isEmpty()) {
        Verbs.requireAccepted(commit());
      }
    } finally {
      closed = true;
    }
  }

  @SuppressWarnings("ReferenceEquality") // equal handles may have two slots; this only saves some
  private int slot(SeriesHandle series) {
    requireOpen();
    if (series != lastSeries) {
      lastSlot = batch.slot(series);
      lastSeries = series;
    }
    return lastSlot;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the writer is closed");
    }
  }
}
