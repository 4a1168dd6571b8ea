package io.tsink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.Storage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a store through its cursors, and checks on the way what every cursor promises: headers
/// bound their chunks, times rise, blocks hold one kind and nothing outside of the range.
public final class StorageReader {
  private StorageReader() {}

  /// Every visible sample of a selection within a range, by series.
  public static SortedMap<Labels, List<Sample>> read(
      Storage storage, Selection selection, TimeRange range) {
    try (Querier querier = storage.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
      return read(querier, selection, range);
    }
  }

  /// Every visible sample of a selection within a range, by series, those of reserved names
  /// included.
  public static SortedMap<Labels, List<Sample>> read(
      Querier querier, Selection selection, TimeRange range) {
    SelectHints hints =
        SelectHints.builder(range)
            .columns(EnumSet.of(Column.TIME, Column.VALUE, Column.START))
            .internal(true)
            .build();
    return read(querier, selection, hints);
  }

  /// Every sample that a querier gives for some hints, by series.
  public static SortedMap<Labels, List<Sample>> read(
      Querier querier, Selection selection, SelectHints hints) {
    try (SeriesSet set = querier.select(selection, hints)) {
      return drain(set, hints.range());
    }
  }

  /// Every sample of a set, by series.
  ///
  /// @param range that was asked for
  public static SortedMap<Labels, List<Sample>> drain(SeriesSet set, TimeRange range) {
    var found = new TreeMap<Labels, List<Sample>>();
    var block = new Block();
    while (set.next()) {
      Labels labels = set.labels();
      assertThat(set.identityHash())
          .as("identity hash of %s", labels)
          .isEqualTo(labels.identityHash());
      List<Sample> samples = drain(labels, set.samples(), range, block);
      assertThat(samples).as("samples of %s, which the set has", labels).isNotEmpty();
      assertThat(found.put(labels, samples)).as("%s comes twice", labels).isNull();
    }
    return found;
  }

  /// Every sample that a cursor has before it.
  public static List<Sample> drain(
      Labels labels, ChunkCursor cursor, TimeRange range, Block block) {
    var samples = new ArrayList<Sample>();
    long before = Long.MIN_VALUE;
    while (cursor.nextChunk()) {
      cursor.load(block);
      checkHeader(labels, cursor, block);
      for (int i = block.from(); i < block.to(); i++) {
        long time = block.times()[i];
        if (time <= before) {
          throw broken(labels, "time %d after %d".formatted(time, before));
        }
        if (!range.contains(time)) {
          throw broken(labels, "time %d outside of %s".formatted(time, range));
        }
        samples.add(new Sample(labels, time, block.value(i), block.start(i)));
        before = time;
      }
    }
    return samples;
  }

  private static void checkHeader(Labels labels, ChunkCursor cursor, Block block) {
    if (block.kind() != cursor.kind()) {
      throw broken(labels, "%s in a chunk of %s".formatted(block.kind(), cursor.kind()));
    }
    if (block.size() > cursor.count()) {
      throw broken(labels, "%d rows in a chunk of %d".formatted(block.size(), cursor.count()));
    }
    if (block.size() > 0) {
      long first = block.times()[block.from()];
      long last = block.times()[block.to() - 1];
      if (first < cursor.minTime() || last > cursor.maxTime()) {
        throw broken(
            labels,
            "times %d to %d in a chunk from %d to %d"
                .formatted(first, last, cursor.minTime(), cursor.maxTime()));
      }
    }
  }

  private static AssertionError broken(Labels labels, String what) {
    return new AssertionError(labels + ": " + what);
  }
}
