package io.tsink.engine.head;

import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesAttachment;
import org.jspecify.annotations.Nullable;

/// The rows of one series in memory: open ones by partition window, and sealed ones. Guarded by the
/// lock of its shard.
final class SeriesHead implements SeriesAttachment {
  /// How many publications a series stays without rows.
  private static final int PUBLICATIONS = 2;

  /// Where numbers begin that are no entries.
  private static final int FIRST_MARK = 1 << 30;

  private final Series series;

  /// Open rows, those written last first.
  private @Nullable OpenRows open;

  private @Nullable SealedRows sealed;

  /// The entry in [TouchedSeries] while a commit is applied that touches the series. From
  /// [#FIRST_MARK] on it tells since which publication there have been no rows, until the next
  /// commit.
  private int touched;

  private long newestTime;

  /// @param newestTime of the samples that the series has in segments, `Long.MIN_VALUE` for none
  SeriesHead(Series series, long newestTime) {
    this.series = series;
    this.newestTime = newestTime;
  }

  Series series() {
    return series;
  }

  int touched() {
    return touched;
  }

  void touched(int entry) {
    touched = entry;
  }

  /// Whether there have been no rows here for some publications; asked at each of them. A series
  /// that is written to all the time has none either just after a flush.
  boolean leaves(long publication) {
    if (open != null || sealed != null) {
      touched = 0;
      return false;
    }
    int now = (int) publication & (FIRST_MARK - 1);
    if (touched < FIRST_MARK) {
      touched = FIRST_MARK | now;
    }
    return (now - touched & (FIRST_MARK - 1)) >= PUBLICATIONS;
  }

  long newestTime() {
    return newestTime;
  }

  void note(long time) {
    newestTime = Math.max(newestTime, time);
  }

  /// The first of the open rows, linked to the others.
  @Nullable OpenRows open() {
    return open;
  }

  /// The first of the sealed rows, linked to the others.
  @Nullable SealedRows sealed() {
    return sealed;
  }

  /// The open rows that take a row, null when there are none.
  @Nullable OpenRows find(long time, Commit commit) {
    OpenRows before = null;
    for (OpenRows rows = open; rows != null; rows = rows.next()) {
      if (rows.takes(time, commit)) {
        if (before != null) {
          before.next(rows.next());
          rows.next(open);
          open = rows;
        }
        return rows;
      }
      before = rows;
    }
    return null;
  }

  void add(OpenRows rows) {
    rows.next(open);
    open = rows;
  }

  int openCount() {
    int count = 0;
    for (OpenRows rows = open; rows != null; rows = rows.next()) {
      count++;
    }
    return count;
  }

  /// The open rows that were written longest ago, of several the oldest.
  @Nullable OpenRows leastRecentlyWritten() {
    OpenRows least = open;
    for (OpenRows rows = open; rows != null; rows = rows.next()) {
      if (least == null || rows.lastWrite() <= least.lastWrite()) {
        least = rows;
      }
    }
    return least;
  }

  void remove(OpenRows removed) {
    if (open == removed) {
      open = removed.next();
    } else {
      for (OpenRows rows = open; rows != null; rows = rows.next()) {
        if (rows.next() == removed) {
          rows.next(removed.next());
          break;
        }
      }
    }
    removed.next(null);
  }

  void add(SealedRows rows) {
    rows.next(sealed);
    sealed = rows;
  }

  void remove(SealedRows removed) {
    if (sealed == removed) {
      sealed = removed.next();
    } else {
      for (SealedRows rows = sealed; rows != null; rows = rows.next()) {
        if (rows.next() == removed) {
          rows.next(removed.next());
          break;
        }
      }
    }
    removed.next(null);
  }
}
