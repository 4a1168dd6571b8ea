package io.tsink.engine.head;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/// One of 64 parts of the head: the rows in memory of the series of one shard. Thread-safe.
///
/// The lock is held while the rows of a commit are applied, while rows are sealed, and while a
/// reader picks up references; never during input or output.
final class HeadShard {
  private final ReentrantLock lock = new ReentrantLock();
  private final HeadOptions options;
  private final Sealer sealer;
  private final LateRowListener lateRows;
  private final ToLongFunction<Series> newestInSegments;

  private final List<SeriesHead> heads = new ArrayList<>();
  private final List<SeriesHead> touched = new ArrayList<>();

  /// Sealed and not in a segment, oldest first.
  private final List<SealedRows> waiting = new ArrayList<>();

  /// Sealed, and a view may be open that sees only some of the rows.
  private final List<SealedRows> withHistory = new ArrayList<>();

  /// In a segment, and a view may be open that does not see the segment.
  private final List<SealedRows> moved = new ArrayList<>();

  /// The publication at which series were last let go.
  private long lastLeft;

  private long openBytes;
  private long sealedBytes;
  private long waitingBytes;
  private long rows;

  HeadShard(
      HeadOptions options,
      Sealer sealer,
      LateRowListener lateRows,
      ToLongFunction<Series> newestInSegments) {
    this.options = options;
    this.sealer = sealer;
    this.lateRows = lateRows;
    this.newestInSegments = newestInSegments;
  }

  /// Applies rows of one commit, all of series of this shard.
  ///
  /// @param order the rows, `order[from, to)` in the order of the commit
  /// @return by how many bytes the shard has grown
  long apply(RowSource source, int[] order, int from, int to, Commit commit) {
    lock.lock();
    try {
      long before = openBytes + sealedBytes;
      SampleBatch batch = source.batch();
      for (int i = from; i < to; i++) {
        applyRow(batch, source, order[i], commit);
      }
      settle(commit);
      return openBytes + sealedBytes - before;
    } finally {
      lock.unlock();
    }
  }

  private void applyRow(SampleBatch batch, RowSource source, int row, Commit commit) {
    SeriesHead head = headOf(source.series(batch.slotColumn()[row]));
    if (head.touch(commit)) {
      touched.add(head);
    }
    long time = source.times()[row];
    long[] starts = source.starts();
    long start = starts == null ? 0 : starts[row];
    ValueKind kind = batch.kind(row);
    long cell = batch.cellColumn()[row];
    head.note(time);
    OpenRows open = head.rowsFor(time, options, kind, commit);
    switch (kind) {
      case F64, I64, U64, BOOL -> open.append(time, cell, kind, start, commit);
      case BYTES, STRING -> open.append(time, batch.bytes(), (int) cell, kind, start, commit);
      case HISTOGRAM -> open.append(time, batch.histograms(), (int) cell, start, commit);
    }
    rows++;
  }

  private SeriesHead headOf(Series series) {
    SeriesAttachment attachment = series.attachment();
    if (attachment instanceof SeriesHead head) {
      return head;
    }
    var head = new SeriesHead(series, newestInSegments.applyAsLong(series));
    series.attach(head);
    heads.add(head);
    return head;
  }

  /// Ends a commit: reports late rows, and seals what is full or too much.
  private void settle(Commit commit) {
    try (Sealer.Session session = sealer.begin()) {
      for (SeriesHead head : touched) {
        if (head.late()) {
          lateRows.late(head.series(), commit, head.lateMin(), head.lateMax());
        }
        openBytes += head.growth();
        sealFull(session, head, commit.millis());
      }
    } finally {
      touched.clear();
    }
  }

  private void sealFull(Sealer.Session session, SeriesHead head, long millis) {
    List<OpenRows> open = head.open();
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).size() >= options.chunkPoints()) {
        seal(session, head, open.get(i), millis);
      }
    }
    while (open.size() > options.maxOpenWindows()) {
      seal(session, head, head.leastRecentlyWritten(), millis);
    }
  }

  private void seal(Sealer.Session session, SeriesHead head, OpenRows open, long millis) {
    SealedRows result = session.seal(head.series(), open, millis);
    openBytes -= open.accountedBytes();
    head.remove(open);
    head.sealed().add(result);
    waiting.add(result);
    withHistory.add(result);
    waitingBytes += result.chunkBytes();
    sealedBytes += result.chunkBytes();
  }

  /// Seals the open rows that are due. Returns by how much the shard has grown, mostly less than 0.
  long sealIf(SealPolicy policy, long millis) {
    lock.lock();
    try (Sealer.Session session = sealer.begin()) {
      long before = openBytes + sealedBytes;
      for (SeriesHead head : heads) {
        List<OpenRows> open = head.open();
        for (int i = open.size() - 1; i >= 0; i--) {
          if (policy.due(open.get(i))) {
            seal(session, head, open.get(i), millis);
          }
        }
      }
      return openBytes + sealedBytes - before;
    } finally {
      lock.unlock();
    }
  }

  /// Moves sealed rows that wait for a segment and hold no commit above a number into `into`; they
  /// stay readable.
  void takeWaiting(long visibleCommit, List<SealedRows> into) {
    lock.lock();
    try {
      int kept = 0;
      for (int i = 0; i < waiting.size(); i++) {
        SealedRows rows = waiting.get(i);
        if (rows.maxCommit() <= visibleCommit) {
          into.add(rows);
          waitingBytes -= rows.chunkBytes();
        } else {
          waiting.set(kept++, rows);
        }
      }
      waiting.subList(kept, waiting.size()).clear();
    } finally {
      lock.unlock();
    }
  }

  /// Takes back rows that did not get into a segment.
  void putBack(SealedRows rows) {
    lock.lock();
    try {
      waiting.addFirst(rows);
      waitingBytes += rows.chunkBytes();
    } finally {
      lock.unlock();
    }
  }

  /// The lowest log position among rows that no segment holds, `Long.MAX_VALUE` for none.
  long firstPosition() {
    lock.lock();
    try {
      long first = Long.MAX_VALUE;
      for (SealedRows rows : waiting) {
        first = Math.min(first, rows.firstPosition());
      }
      for (SeriesHead head : heads) {
        for (OpenRows rows : head.open()) {
          first = Math.min(first, rows.firstPosition());
        }
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  /// When the sealed rows that wait longest were sealed, `Long.MAX_VALUE` for none.
  long oldestWaitingMillis() {
    lock.lock();
    try {
      return waiting.isEmpty() ? Long.MAX_VALUE : waiting.getFirst().sealedMillis();
    } finally {
      lock.unlock();
    }
  }

  /// Notes that a segment holds rows.
  void moved(SealedRows part) {
    lock.lock();
    try {
      moved.add(part);
    } finally {
      lock.unlock();
    }
  }

  /// Drops what no view needs: history of rows that every view sees, and chunks that every view
  /// finds in a segment. Returns how many bytes that freed.
  long reclaim(long commit, long publication) {
    lock.lock();
    try {
      long before = sealedBytes;
      withHistory.removeIf(part -> part.forgetHistory(commit));
      moved.removeIf(
          part -> {
            boolean unused = part.movedBefore(publication);
            if (unused) {
              drop(part);
            }
            return unused;
          });
      letGo(publication);
      return before - sealedBytes;
    } finally {
      lock.unlock();
    }
  }

  /// Lets go of series that have had no rows here for a while.
  private void letGo(long publication) {
    if (publication == lastLeft) {
      return;
    }
    lastLeft = publication;
    heads.removeIf(
        head -> {
          boolean leaves = head.leaves(publication);
          if (leaves) {
            head.series().attach(null);
          }
          return leaves;
        });
  }

  private void drop(SealedRows part) {
    if (part.series().attachment() instanceof SeriesHead head) {
      head.sealed().remove(part);
      head.used();
    }
    sealedBytes -= part.chunkBytes();
  }

  /// What a view sees of a series here.
  HeadSlice read(Series series, long visibleCommit, long publication, TimeRange range) {
    lock.lock();
    try {
      return series.attachment() instanceof SeriesHead head
          ? HeadSlice.of(head, visibleCommit, publication, range)
          : HeadSlice.EMPTY;
    } finally {
      lock.unlock();
    }
  }

  /// Adds what the shard holds to an account.
  void addTo(HeadUsage.Sum sum) {
    lock.lock();
    try {
      sum.add(openBytes, sealedBytes, waitingBytes, rows, heads.size());
    } finally {
      lock.unlock();
    }
  }
}
