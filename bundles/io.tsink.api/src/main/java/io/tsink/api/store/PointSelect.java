package io.tsink.api.store;

import io.tsink.api.DataPoint;
import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The verbs that read points: `select`, `selectWithOptions`, `selectAll`, `selectMany`.
final class PointSelect {
  private PointSelect() {}

  /// Adds the points of exactly one series to a list.
  static void one(Storage storage, Labels labels, QueryOptions options, List<DataPoint> into) {
    if (options.limit() == 0) {
      return;
    }
    long hash = labels.identityHash();
    try (Querier querier = Verbs.querier(storage);
        SeriesSet set = querier.select(Selection.series(labels), hints(labels, options.range()))) {
      while (set.next()) {
        if (set.identityHash() == hash && set.labels().equals(labels)) {
          read(set.samples(), options, into);
          return;
        }
      }
    }
  }

  /// A series that is named in full may be a reserved one.
  private static SelectHints hints(Labels labels, TimeRange range) {
    boolean internal = labels.getOrEmpty(Labels.METRIC_NAME).startsWith(Labels.ROLLUP_PREFIX);
    return SelectHints.builder(range).internal(internal).build();
  }

  /// Every series of a selection that has points, in the order of labels.
  static List<SeriesPoints> all(Storage storage, Selection selection, TimeRange range) {
    QueryOptions options = QueryOptions.over(range.start(), range.end());
    var found = new ArrayList<SeriesPoints>();
    try (Querier querier = Verbs.querier(storage);
        SeriesSet set = querier.select(selection, Verbs.sorted(range))) {
      while (set.next()) {
        var points = new ArrayList<DataPoint>();
        read(set.samples(), options, points);
        if (!points.isEmpty()) {
          found.add(new SeriesPoints(set.labels(), points));
        }
      }
    }
    return List.copyOf(found);
  }

  /// Each of some series, in the order asked for; without points where there is none.
  static List<SeriesPoints> many(Storage storage, List<Labels> series, TimeRange range) {
    if (series.isEmpty()) {
      return List.of();
    }
    var wanted = new LinkedHashSet<>(series);
    Selection selection =
        Selection.anyOf(
            wanted.stream().map(one -> Selection.series(one).anyOf().getFirst()).toList());
    QueryOptions options = QueryOptions.over(range.start(), range.end());
    Map<Labels, List<DataPoint>> found = new HashMap<>();
    SelectHints hints = SelectHints.builder(range).internal(true).build();
    try (Querier querier = Verbs.querier(storage);
        SeriesSet set = querier.select(selection, hints)) {
      while (set.next()) {
        Labels labels = set.labels();
        if (wanted.contains(labels)) {
          var points = new ArrayList<DataPoint>();
          read(set.samples(), options, points);
          found.put(labels, points);
        }
      }
    }
    return series.stream()
        .map(labels -> new SeriesPoints(labels, found.getOrDefault(labels, List.of())))
        .toList();
  }

  private static void read(ChunkCursor cursor, QueryOptions options, List<DataPoint> into) {
    var points = new PointList(into, options.offset(), options.limit());
    Reduction reduction = options.reduction();
    var block = new Block();
    if (reduction == null) {
      while (!points.isFull() && cursor.nextChunk()) {
        cursor.load(block);
        for (int i = block.from(); i < block.to() && !points.isFull(); i++) {
          points.add(new DataPoint(block.times()[i], block.value(i)));
        }
      }
      return;
    }
    var buckets = new Buckets(options, reduction, points);
    while (!points.isFull() && cursor.nextChunk()) {
      cursor.load(block);
      buckets.add(block);
    }
    buckets.finish();
  }
}
