package io.tsink.engine.head;

import io.tsink.api.ValueKind;
import org.jspecify.annotations.Nullable;

/// The rows of one series within one partition window that are not sealed yet, in the order in
/// which they were applied. Guarded by the lock of its shard; reused for other rows.
///
/// The object keeps what the next row is coded against; the rows are coded as bits, as
/// [io.tsink.engine.head] specifies, and lie in blocks of the shard.
final class OpenRows {
  /// Heap of the object, in bytes.
  static final int BYTES = 64;

  /// Most rows.
  static final int MOST = (1 << 24) - 1;

  /// Rows after which blocks are large.
  private static final int SMALL_ROWS = 24;

  private static final Window NO_WINDOW = new Window(0, 0);
  private static final Commit NO_COMMIT = new Commit(0, 0, 0, 0);

  private static final int BIT_MASK = 0x07;
  private static final int KIND_SHIFT = 3;
  private static final int NOT_RISING = 0x40;
  private static final int SIZE_SHIFT = 8;

  private Window window = NO_WINDOW;

  /// The commit of the first row.
  private Commit first = NO_COMMIT;

  private @Nullable SideRows side;

  /// The next rows of a list, those of other windows of the series or spare ones.
  private @Nullable OpenRows next;

  private int firstBlock;

  /// The byte that the next row begins in.
  private int at;

  /// The number of rows, and below: bit 6 whether times do not rise, bits 3…5 the kind of the last
  /// row, bits 0…2 how many bits of the byte [#at] are used.
  private int sizeAndState;

  /// The commit number of the last row, from that of the first.
  private int lastCommit;

  /// When the last row was written, in milliseconds from the first.
  private int written;

  /// The last step of rising times, see [RowCode#step].
  private int lastStep;

  private long maxTime;
  private long lastCell;

  /// Starts over: rows of a window, of which there is none yet.
  ///
  /// @param kind of the first row
  /// @param commit of the first row
  void begin(Window rowsWindow, ValueKind kind, Commit commit, RowWriter out) {
    window = rowsWindow;
    first = commit;
    side = null;
    firstBlock = out.begin();
    at = firstBlock + RowBlocks.LINK;
    sizeAndState = kind.ordinal() << KIND_SHIFT;
    lastCommit = 0;
    written = 0;
    lastStep = 0;
    maxTime = window.first();
    lastCell = 0;
  }

  /// Lets go of everything but the object.
  void end(RowBlocks blocks) {
    blocks.free(firstBlock, at);
    window = NO_WINDOW;
    first = NO_COMMIT;
    side = null;
  }

  @Nullable OpenRows next() {
    return next;
  }

  void next(@Nullable OpenRows changed) {
    next = changed;
  }

  /// Whether a row of that time and commit can be appended.
  boolean takes(long time, Commit commit) {
    long offset = commit.number() - first.number();
    return window.holds(time) && offset == (int) offset && size() < MOST;
  }

  int size() {
    return sizeAndState >>> SIZE_SHIFT;
  }

  Window window() {
    return window;
  }

  Commit first() {
    return first;
  }

  @Nullable SideRows side() {
    return side;
  }

  long maxTime() {
    return maxTime;
  }

  /// Whether each time is above the one before.
  boolean rising() {
    return (sizeAndState & NOT_RISING) == 0;
  }

  /// The kind of the first row.
  ValueKind firstKind() {
    return side == null ? ValueKind.of(kindOrdinal()) : side.firstKind();
  }

  /// The kind of the last row.

  private int kindOrdinal() {
    return (sizeAndState >>> KIND_SHIFT) & 7;
  }

  /// The highest number among the commits of the rows.
  long maxCommit() {
    return side == null ? first.number() + lastCommit : side.maxCommit();
  }

  /// The lowest log position among those of the rows.
  long firstPosition() {
    return side == null ? first.position() : side.firstPosition();
  }

  long createdMillis() {
    return first.millis();
  }

  long writtenMillis() {
    return first.millis() + written;
  }

  /// The number of the commit that wrote last.
  long lastWrite() {
    return first.number() + lastCommit;
  }

  /// What a value that is no number goes into, before its row is appended.
  SideRows sideRows() {
    if (side == null) {
      side = new SideRows(first, lastWrite(), ValueKind.of(kindOrdinal()));
    }
    return side;
  }

  /// Appends a row.
  ///
  /// @param cell the bits of a number; for other kinds the value is in [#sideRows] already
  void append(
      RowWriter out, int shift, long time, long cell, ValueKind kind, long start, Commit commit) {
    int size = size();
    out.resume(at, sizeAndState & BIT_MASK, size < SMALL_ROWS ? RowBlocks.SMALL : RowBlocks.LARGE);
    if (side != null
        || kind.ordinal() != kindOrdinal()
        || start != 0
        || commit.lead() != first.lead()
        || commit.number() < lastWrite()
        || commit.position() < first.position()) {
      appendOdd(out, kind, start, commit);
    }
    int state = (kind.ordinal() << KIND_SHIFT) | (sizeAndState & NOT_RISING);
    appendTime(out, time, shift);
    if (time > maxTime) {
      lastStep = RowCode.step(time - maxTime, shift);
      maxTime = time;
    } else if (size > 0) {
      state |= NOT_RISING;
    }
    int offset = (int) (commit.number() - first.number());
    RowCode.putCommit(out, (long) offset - lastCommit);
    lastCommit = offset;
    if (kind.isNumeric()) {
      RowCode.putCell(out, lastCell, cell, kind);
      lastCell = cell;
    }
    out.finish();
    at = out.address();
    sizeAndState = ((size + 1) << SIZE_SHIFT) | state | out.bits();
    written = Math.clamp(commit.millis() - first.millis(), 0, Integer.MAX_VALUE);
  }

  private void appendTime(RowWriter out, long time, int shift) {
    RowCode.putTime(out, time - maxTime - ((long) lastStep << shift));
  }

  private void appendOdd(RowWriter out, ValueKind kind, long start, Commit commit) {
    SideRows odd = sideRows();
    odd.note(commit);
    boolean otherKind = kind.ordinal() != kindOrdinal();
    boolean otherLead = commit.lead() != odd.lead();
    boolean otherStart = start != odd.start();
    if (otherKind || otherLead || otherStart) {
      RowCode.putChange(out, otherKind, kind, otherLead, commit.lead(), otherStart, start);
    }
    if (otherKind) {
      odd.mix();
    }
    if (otherLead) {
      odd.lead(commit.lead());
    }
    if (otherStart) {
      odd.start(start);
    }
  }

  /// Copies the rows as they are now.
  ///
  /// @param last whether nothing will be appended any more and the copy does not outlive the rows:
  ///     then values that are no numbers are shared
  void copy(RowBlocks blocks, int shift, HeadRows into, boolean last) {
    int bytes = blocks.chainBytes(firstBlock, at);
    int length = blocks.copy(firstBlock, at, into.room(bytes));
    into.set(this, length, shift, last);
  }

  /// Heap that the rows hold, in bytes.
  long heapBytes(RowBlocks blocks) {
    return BYTES + blocks.chainBytes(firstBlock, at) + (side == null ? 0 : side.accountedBytes());
  }
}
