package io.tsink.engine.query;

import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;

/// Fills a block with rows of other blocks. Confined.
final class RowCopy {
  private final Block target;
  private final boolean asNumbers;
  private final long[] starts;
  private final long[] sequences;
  private int size;

  /// Empties the target.
  ///
  /// @param kind of the rows, or `F64` to have numbers made of other numeric kinds
  /// @param capacity most rows
  /// @param hasStarts whether any row has a start timestamp
  RowCopy(Block target, ValueKind kind, int capacity, Part.Wanted wanted, boolean hasStarts) {
    this.target = target;
    target.reset(kind, capacity);
    asNumbers = kind == ValueKind.F64;
    starts = wanted.starts() && hasStarts ? target.fillStarts(capacity) : new long[0];
    sequences = wanted.sequences() ? target.fillSequences(capacity) : new long[0];
  }

  int size() {
    return size;
  }

  /// Appends rows `[from, to)` of a block.
  void append(Block source, int from, int to) {
    int count = to - from;
    System.arraycopy(source.times(), from, target.times(), size, count);
    if (starts.length > 0) {
      for (int i = 0; i < count; i++) {
        starts[size + i] = source.start(from + i);
      }
    }
    if (sequences.length > 0) {
      System.arraycopy(source.sequences(), from, sequences, size, count);
    }
    appendValues(source, from, count);
    size += count;
  }

  private void appendValues(Block source, int from, int count) {
    if (asNumbers && source.kind() != ValueKind.F64) {
      for (int i = 0; i < count; i++) {
        target.doubles()[size + i] = source.number(from + i);
      }
      return;
    }
    switch (source.kind()) {
      case F64 -> System.arraycopy(source.doubles(), from, target.doubles(), size, count);
      case I64, U64 -> System.arraycopy(source.longs(), from, target.longs(), size, count);
      case BOOL -> {
        for (int i = 0; i < count; i++) {
          appendBit(size + i, source.bool(from + i));
        }
      }
      case BYTES, STRING -> {
        for (int i = 0; i < count; i++) {
          target.bytes().append(source.bytes(), from + i);
        }
      }
      case HISTOGRAM -> {
        for (int i = 0; i < count; i++) {
          target.histograms().append(source.histograms(), from + i);
        }
      }
    }
  }

  private void appendBit(int at, boolean value) {
    long[] words = target.longs();
    long bit = 1L << (at & 63);
    words[at >>> 6] = value ? words[at >>> 6] | bit : words[at >>> 6] & ~bit;
  }

  /// Says how many rows there are, once all are appended.
  void finish() {
    target.range(0, size);
  }
}
