package io.tsink.api.store;

import io.tsink.api.DataPoint;
import io.tsink.api.Label;
import io.tsink.api.Labels;
import io.tsink.api.Row;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The verbs that page through rows. Confined to one call.
final class RowScan {
  private final ScanOptions options;
  private final @Nullable ScanPlace after;
  private final List<Row> rows = new ArrayList<>();
  private final Block block = new Block();

  /// Number of rows up to the last one that was read.
  private long passed;

  private @Nullable Labels lastLabels;
  private long lastTime;
  private boolean truncated;

  private RowScan(ScanOptions options) {
    this.options = options;
    this.after = options.token().isEmpty() ? null : ScanPlace.of(options.token());
    this.passed = after == null ? 0 : after.rows();
  }

  /// @param only the series that count, null for all of the selection
  static RowPage page(
      Storage storage,
      Selection selection,
      @Nullable Set<Labels> only,
      TimeRange range,
      ScanOptions options) {
    var scan = new RowScan(options);
    try (Querier querier = Verbs.querier(storage);
        SeriesSet set = querier.select(selection, Verbs.sorted(range))) {
      while (!scan.truncated && set.next()) {
        Labels labels = set.labels();
        if (only == null || only.contains(labels)) {
          scan.add(labels, set.samples());
        }
      }
    }
    return scan.page();
  }

  private void add(Labels labels, ChunkCursor cursor) {
    int order = after == null ? 1 : labels.compareTo(after.labels());
    if (order < 0) {
      return;
    }
    long from = Long.MIN_VALUE;
    if (order == 0 && after != null) {
      from = after.time() + 1;
      cursor.seek(from);
    }
    var shown = new Shown(labels);
    while (!truncated && cursor.nextChunk()) {
      cursor.load(block);
      for (int i = block.from(); i < block.to() && !truncated; i++) {
        if (block.times()[i] >= from) {
          add(shown, i);
        }
      }
    }
  }

  private void add(Shown series, int index) {
    if (rows.size() == options.maxRows()) {
      truncated = true;
      return;
    }
    passed++;
    if (after == null && passed <= options.rowOffset()) {
      return;
    }
    long time = block.times()[index];
    rows.add(new Row(series.metric, series.labels, new DataPoint(time, block.value(index))));
    lastLabels = series.all;
    lastTime = time;
  }

  private RowPage page() {
    String token =
        truncated && lastLabels != null ? new ScanPlace(passed, lastLabels, lastTime).token() : "";
    return new RowPage(rows, truncated, passed, token);
  }

  /// The labels of a series as rows have them.
  private static final class Shown {
    private final Labels all;
    private final String metric;
    private final List<Label> labels;

    Shown(Labels all) {
      this.all = all;
      this.metric = all.getOrEmpty(Labels.METRIC_NAME);
      this.labels =
          all.toList().stream().filter(l -> !l.name().equals(Labels.METRIC_NAME)).toList();
    }
  }
}
