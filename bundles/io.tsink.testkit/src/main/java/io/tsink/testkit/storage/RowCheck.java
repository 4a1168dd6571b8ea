package io.tsink.testkit.storage;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramRules;
import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Utf8;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides row by row what a commit accepts. Confined to one commit, as accepted rows fix the kinds
/// of new series and use up the limit of series for the rows after them.
final class RowCheck {
  private final ModelData data;
  private final StorageSettings settings;
  private final long oldest;
  private final long farthest;

  /// Kinds of the series that this commit creates.
  private final Map<Labels, ValueKind> created = new HashMap<>();

  RowCheck(ModelData data, StorageSettings settings) {
    this.data = data;
    this.settings = settings;
    TimestampPrecision precision = settings.precision();
    long now = precision.of(settings.clock().instant());
    Duration retention = settings.retention();
    Duration skew = settings.futureSkew();
    this.oldest = retention == null ? Long.MIN_VALUE : minus(now, precision.units(retention));
    this.farthest = skew == null ? Long.MAX_VALUE : plus(now, precision.units(skew));
  }

  private static long minus(long time, long units) {
    return time < Long.MIN_VALUE + units ? Long.MIN_VALUE : time - units;
  }

  private static long plus(long time, long units) {
    return time > Long.MAX_VALUE - units ? Long.MAX_VALUE : time + units;
  }

  static boolean isTime(long time) {
    return time != Long.MIN_VALUE && time != Long.MAX_VALUE;
  }

  /// Why a row is rejected, or null.
  ///
  /// @param time of the row, in the precision of the store
  @Nullable Refusal row(SeriesHandle handle, SampleBatch batch, int row, long time) {
    if (handle.refusal() != null) {
      return handle.refusal();
    }
    Labels labels = handle.labels();
    if (!isTime(batch.time(row)) || !isTime(time)) {
      return refuse(
          Reason.TIMESTAMP_OUT_OF_RANGE,
          "%s: time %d %s".formatted(labels, batch.time(row), batch.precision().symbol()));
    }
    if (time < oldest) {
      return refuse(Reason.TOO_OLD, "%s: time %d before %d".formatted(labels, time, oldest));
    }
    if (time > farthest) {
      return refuse(
          Reason.TOO_FAR_IN_FUTURE, "%s: time %d after %d".formatted(labels, time, farthest));
    }
    if (batch.kind(row) == ValueKind.STRING && !isText(batch, row)) {
      return refuse(Reason.UNSUPPORTED_VALUE, "%s: text is not UTF-8".formatted(labels));
    }
    if (batch.kind(row) == ValueKind.HISTOGRAM) {
      String fault = HistogramRules.fault(batch.histograms(), (int) batch.cell(row));
      if (fault != null) {
        return refuse(Reason.INVALID_HISTOGRAM, "%s: %s".formatted(labels, fault));
      }
    }
    return kind(labels, batch.kind(row));
  }

  private static boolean isText(SampleBatch batch, int row) {
    BytesColumn bytes = batch.bytes();
    int cell = (int) batch.cell(row);
    return Utf8.valid(bytes.arena(), bytes.start(cell), bytes.length(cell));
  }

  private @Nullable Refusal kind(Labels labels, ValueKind kind) {
    ModelSeries series = data.find(labels);
    ValueKind first = series == null ? null : series.kind();
    if (first == null) {
      first = created.get(labels);
    }
    if (first == null) {
      if (isFull()) {
        return refuse(
            Reason.CARDINALITY_LIMIT,
            "%s: more than %d series".formatted(labels, settings.maxSeries()));
      }
      created.put(labels, kind);
      return null;
    }
    if (first.family() != kind.family()) {
      return refuse(
          Reason.WRONG_VALUE_KIND, "%s: %s, expected %s".formatted(labels, kind, first.family()));
    }
    return null;
  }

  private boolean isFull() {
    return settings.maxSeries() != StorageSettings.UNLIMITED
        && data.seriesWithSamples() + created.size() >= settings.maxSeries();
  }

  private static Refusal refuse(Reason reason, String detail) {
    return new Refusal(reason, detail);
  }
}
