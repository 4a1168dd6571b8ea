package io.tsink.engine.head;

import static java.util.Objects.requireNonNull;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// One of 64 parts of the head: the rows in memory of the series of one shard. Thread-safe.
///
/// The lock is held while the rows of a commit are applied, while rows are sealed, and while a
/// reader picks up references; never during input or output.
final class HeadShard {
  private static final int RECENT_WINDOWS = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final HeadOptions options;
  private final int shift;
  private final Sealer.Session sealing;
  private final LateRowListener lateRows;
  private final ToLongFunction<Series> newestInSegments;

  private final RowBlocks blocks = new RowBlocks();
  private final RowWriter writer = new RowWriter(blocks);
  private final List<SeriesHead> heads = new ArrayList<>();
  private final TouchedSeries touched = new TouchedSeries();

  /// Windows that rows were opened for lately; the oldest is overwritten.
  private final @Nullable Window[] windows = new Window[RECENT_WINDOWS];

  private int nextWindow;

  /// Objects for open rows that hold none, linked.
  private @Nullable OpenRows spare;

  /// Sealed and not in a segment, oldest first.
  private final List<SealedRows> waiting = new ArrayList<>();

  /// Sealed, and a view may be open that sees only some of the rows.
  private final List<SealedRows> withHistory = new ArrayList<>();

  /// In a segment, and a view may be open that does not see the segment.
  private final List<SealedRows> moved = new ArrayList<>();

  /// The publication at which series were last let go.
  private long lastLeft;

  /// Objects and sides of open rows, those that are history among them.
  private long objectBytes;

  private long historyBytes;
  private long sealedBytes;
  private long waitingBytes;
  private long rows;

  HeadShard(
      HeadOptions options,
      Sealer sealer,
      LateRowListener lateRows,
      ToLongFunction<Series> newestInSegments) {
    this.options = options;
    this.shift = RowCode.shift(options.partitionWindow());
    this.sealing = sealer.session();
    this.lateRows = lateRows;
    this.newestInSegments = newestInSegments;
  }

  private long bytes() {
    return objectBytes + blocks.usedBytes() + sealedBytes;
  }

  /// Applies rows of one commit, all of series of this shard.
  ///
  /// @param order the rows, `order[from, to)` in the order of the commit
  /// @return by how many bytes the shard has grown
  long apply(RowSource source, int[] order, int from, int to, Commit commit) {
    lock.lock();
    try {
      long before = bytes();
      SampleBatch batch = source.batch();
      for (int i = from; i < to; i++) {
        applyRow(batch, source, order[i], commit);
      }
      settle(commit);
      return bytes() - before;
    } finally {
      lock.unlock();
    }
  }

  private void applyRow(SampleBatch batch, RowSource source, int row, Commit commit) {
    SeriesHead head = headOf(source.series(batch.slotColumn()[row]));
    long time = source.times()[row];
    long[] starts = source.starts();
    long start = starts == null ? 0 : starts[row];
    ValueKind kind = batch.kind(row);
    long cell = batch.cellColumn()[row];
    touched.note(head, time);
    OpenRows open = head.find(time, commit);
    if (open == null) {
      open = opened(time, kind, commit);
      head.add(open);
    }
    switch (kind) {
      case F64, I64, U64, BOOL -> {}
      case BYTES, STRING -> open.sideRows().append(batch.bytes(), (int) cell);
      case HISTOGRAM -> open.sideRows().append(batch.histograms(), (int) cell);
    }
    open.append(writer, shift, time, cell, kind, start, commit);
    rows++;
  }

  private OpenRows opened(long time, ValueKind kind, Commit commit) {
    OpenRows open = spare;
    if (open == null) {
      open = new OpenRows();
    } else {
      spare = open.next();
      open.next(null);
    }
    open.begin(window(time), kind, commit, writer);
    objectBytes += OpenRows.BYTES;
    return open;
  }

  /// Takes back what sealed rows came from.
  private void close(OpenRows open) {
    historyBytes -= open.heapBytes(blocks);
    SideRows side = open.side();
    objectBytes -= OpenRows.BYTES + (side == null ? 0 : side.accountedBytes());
    open.end(blocks);
    open.next(spare);
    spare = open;
  }

  private Window window(long time) {
    for (Window window : windows) {
      if (window != null && window.holds(time)) {
        return window;
      }
    }
    var window = new Window(options.windowStart(time), options.windowLast(time));
    windows[nextWindow] = window;
    nextWindow = (nextWindow + 1) % RECENT_WINDOWS;
    return window;
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
    try {
      for (int i = 0; i < touched.count(); i++) {
        SeriesHead head = touched.head(i);
        if (touched.late(i)) {
          lateRows.late(head.series(), commit, touched.lateMin(i), touched.lateMax(i));
        }
        sealFull(head, commit.millis());
      }
    } finally {
      sealing.end();
      touched.clear();
    }
  }

  private void sealFull(SeriesHead head, long millis) {
    OpenRows open = head.open();
    while (open != null) {
      OpenRows following = open.next();
      SideRows side = open.side();
      if (side != null) {
        objectBytes += side.growth();
      }
      if (open.size() >= options.chunkPoints()) {
        seal(head, open, millis);
      }
      open = following;
    }
    for (int count = head.openCount(); count > options.maxOpenWindows(); count--) {
      seal(head, requireNonNull(head.leastRecentlyWritten()), millis);
    }
  }

  private void seal(SeriesHead head, OpenRows open, long millis) {
    SealedRows result = sealing.seal(head.series(), open, blocks, shift, millis);
    head.remove(open);
    head.add(result);
    historyBytes += open.heapBytes(blocks);
    waiting.add(result);
    withHistory.add(result);
    waitingBytes += result.chunkBytes();
    sealedBytes += result.chunkBytes();
  }

  /// Seals the open rows that are due. Returns by how much the shard has grown, mostly less than 0.
  long sealIf(SealPolicy policy, long millis) {
    lock.lock();
    try {
      long before = bytes();
      for (SeriesHead head : heads) {
        OpenRows open = head.open();
        while (open != null) {
          OpenRows following = open.next();
          if (policy.due(open)) {
            seal(head, open, millis);
          }
          open = following;
        }
      }
      return bytes() - before;
    } finally {
      sealing.end();
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
        for (OpenRows rows = head.open(); rows != null; rows = rows.next()) {
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
      long before = bytes();
      withHistory.removeIf(part -> forgetHistory(part, commit));
      moved.removeIf(part -> drop(part, publication));
      letGo(publication);
      blocks.trim();
      return before - bytes();
    } finally {
      lock.unlock();
    }
  }

  private boolean forgetHistory(SealedRows part, long commit) {
    if (part.maxCommit() > commit) {
      return false;
    }
    close(requireNonNull(part.history()));
    part.forgetHistory();
    return true;
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

  private boolean drop(SealedRows part, long publication) {
    if (!part.movedBefore(publication)) {
      return false;
    }
    if (part.series().attachment() instanceof SeriesHead head) {
      head.remove(part);
    }
    sealedBytes -= part.chunkBytes();
    return true;
  }

  /// What a view sees of a series here.
  HeadSlice read(Series series, long visibleCommit, long publication, TimeRange range) {
    lock.lock();
    try {
      return series.attachment() instanceof SeriesHead head
          ? new HeadSlice.Builder(blocks, shift, visibleCommit, range).of(head, publication)
          : HeadSlice.EMPTY;
    } finally {
      lock.unlock();
    }
  }

  /// Adds what the shard holds to an account.
  void addTo(HeadUsage.Sum sum) {
    lock.lock();
    try {
      long openBytes = objectBytes + blocks.usedBytes() - historyBytes;
      sum.add(openBytes, sealedBytes, waitingBytes, historyBytes, rows, heads.size());
    } finally {
      lock.unlock();
    }
  }
}
