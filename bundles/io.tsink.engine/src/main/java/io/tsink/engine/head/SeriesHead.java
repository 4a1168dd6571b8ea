package io.tsink.engine.head;

import io.tsink.api.ValueKind;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesAttachment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of one series in memory: open ones by partition window, and sealed ones. Guarded by the
/// lock of its shard.
final class SeriesHead implements SeriesAttachment {
  /// How many publications a series stays without rows.
  private static final long PUBLICATIONS = 2;

  private static final long USED = -1;

  private final Series series;
  private final List<OpenRows> open = new ArrayList<>(1);
  private final List<SealedRows> sealed = new ArrayList<>(1);
  private @Nullable OpenRows recent;
  private long newestTime;
  private long newestBefore;

  private long touchedCommit = Long.MIN_VALUE;
  private long lateMin;
  private long lateMax;

  /// The publication at which there were no rows first, or [#USED].
  private long emptySince = USED;

  /// @param newestTime of the samples that the series has in segments, `Long.MIN_VALUE` for none
  SeriesHead(Series series, long newestTime) {
    this.series = series;
    this.newestTime = newestTime;
  }

  Series series() {
    return series;
  }

  List<OpenRows> open() {
    return open;
  }

  List<SealedRows> sealed() {
    return sealed;
  }

  /// Notes that a commit touches the series; false when it did before.
  boolean touch(Commit commit) {
    if (touchedCommit == commit.number()) {
      return false;
    }
    touchedCommit = commit.number();
    newestBefore = newestTime;
    lateMin = Long.MAX_VALUE;
    lateMax = Long.MIN_VALUE;
    return true;
  }

  /// Notes the time of a row: whether it is newer than all before its commit.
  void note(long time) {
    newestTime = Math.max(newestTime, time);
    if (time <= newestBefore) {
      lateMin = Math.min(lateMin, time);
      lateMax = Math.max(lateMax, time);
    }
  }

  /// Whether the commit that touched the series last brought rows that were not its newest.
  boolean late() {
    return lateMin <= lateMax;
  }

  long lateMin() {
    return lateMin;
  }

  long lateMax() {
    return lateMax;
  }

  /// The open rows that take a row of that time, made if need be.
  OpenRows rowsFor(long time, HeadOptions options, ValueKind kind, Commit commit) {
    OpenRows rows = recent;
    if (rows != null && rows.windowHolds(time)) {
      return rows;
    }
    for (OpenRows candidate : open) {
      if (candidate.windowHolds(time)) {
        recent = candidate;
        return candidate;
      }
    }
    rows = new OpenRows(options.windowStart(time), options.windowLast(time), kind, commit);
    open.add(rows);
    recent = rows;
    return rows;
  }

  /// Notes that there were rows until now.
  void used() {
    emptySince = USED;
  }

  /// Whether there have been no rows here for some publications; asked at each of them. A series
  /// that is written to all the time has none either just after a flush.
  boolean leaves(long publication) {
    if (!open.isEmpty() || !sealed.isEmpty()) {
      emptySince = USED;
      return false;
    }
    if (emptySince == USED) {
      emptySince = publication;
    }
    return publication - emptySince >= PUBLICATIONS;
  }

  /// How much more heap the open rows hold than at the last call.
  long growth() {
    long grown = 0;
    for (int i = 0; i < open.size(); i++) {
      grown += open.get(i).growth();
    }
    return grown;
  }

  /// The open rows that were written longest ago.
  OpenRows leastRecentlyWritten() {
    OpenRows least = open.getFirst();
    for (OpenRows rows : open) {
      if (rows.lastWrite() < least.lastWrite()) {
        least = rows;
      }
    }
    return least;
  }

  void remove(OpenRows rows) {
    open.remove(rows);
    if (recent == rows) {
      recent = null;
    }
  }
}
