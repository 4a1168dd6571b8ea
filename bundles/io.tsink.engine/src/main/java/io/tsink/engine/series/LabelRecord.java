package io.tsink.engine.series;

/// The symbols of a series' labels as bytes: how many labels, then name and value of each, all as
/// numbers in base 128, low digits first. A cursor over one record; confined.
final class LabelRecord {

  private byte[] bytes = new byte[64];
  private int at;

  /// Stands before the first label of the record at `bytes[offset, …)` and returns how many labels
  /// follow.
  int open(byte[] page, int offset) {
    bytes = page;
    at = offset;
    return next();
  }

  /// The next symbol: names and values in turn.
  int next() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int digits = bytes[at++];
      value |= (digits & 0x7F) << shift;
      if (digits >= 0) {
        return value;
      }
    }
  }

  /// All symbols of the record that was opened, in a new array.
  int[] symbols(int labels) {
    int[] symbols = new int[2 * labels];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = next();
    }
    return symbols;
  }

  /// Appends a record for symbols and adds it to an arena.
  static int write(int[] symbols, LabelArena into) {
    byte[] record = new byte[5 * (symbols.length + 1)];
    int end = put(record, 0, symbols.length / 2);
    for (int symbol : symbols) {
      end = put(record, end, symbol);
    }
    return into.add(record, end);
  }

  private static int put(byte[] record, int at, int number) {
    int next = at;
    int rest = number;
    while (rest >>> 7 != 0) {
      record[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    record[next] = (byte) rest;
    return next + 1;
  }
}
