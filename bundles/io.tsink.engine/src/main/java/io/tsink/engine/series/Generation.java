package io.tsink.engine.series;

import io.tsink.api.Labels;
import io.tsink.engine.index.MemoryLabelIndex;
import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.runtime.Shards;
import java.util.Arrays;

/// The labels of the series in memory: their texts, a record of symbols for each series, and the
/// index over them. Thread-safe; a series is added under the lock of its shard.
///
/// Nothing is taken out of a generation but what [#index] forgets. When much of it is of no use any
/// more, a [SeriesSweep] makes another one, and the garbage collector takes the old one once no
/// reader refers to it.
final class Generation {

  private final SymbolTable symbols = new SymbolTable();
  private final LabelArena[] arenas = new LabelArena[Shards.COUNT];
  private final MemoryLabelIndex index;

  /// @param valueOf tells a label of a series that was added
  Generation(ValueOf valueOf) {
    index = new MemoryLabelIndex(symbols, (id, name) -> valueOf.valueOf(this, id, name));
    Arrays.setAll(arenas, _ -> new LabelArena());
  }

  /// Tells the value of a series' label.
  interface ValueOf {
    /// The symbol, in a generation, of the value of label `name`, or [SymbolTable#NONE].
    int valueOf(Generation generation, int id, int name);
  }

  SymbolTable symbols() {
    return symbols;
  }

  MemoryLabelIndex index() {
    return index;
  }

  /// Adds labels and returns their place in the shard.
  int add(int shard, int id, Labels labels) {
    int[] found = new int[2 * labels.count()];
    byte[] utf8 = labels.utf8();
    for (int i = 0; i < labels.count(); i++) {
      int middle = labels.nameEnd(i);
      found[2 * i] = symbols.intern(utf8, labels.nameStart(i), middle);
      found[2 * i + 1] = symbols.intern(utf8, middle, labels.valueEnd(i));
    }
    return add(shard, id, found);
  }

  /// Takes labels over from another generation and returns their place here.
  int add(int shard, int id, Generation from, int place) {
    int[] theirs = from.symbols(shard, place);
    for (int i = 0; i < theirs.length; i++) {
      theirs[i] = from.symbols.internInto(theirs[i], symbols);
    }
    return add(shard, id, theirs);
  }

  private int add(int shard, int id, int[] labelSymbols) {
    int place = LabelRecord.write(labelSymbols, arenas[shard]);
    index.add(id, labelSymbols);
    return place;
  }

  /// Takes labels out of the index.
  void remove(int shard, int id, int place) {
    index.remove(id, symbols(shard, place));
  }

  /// Names and values in turn, in a new array.
  int[] symbols(int shard, int place) {
    var record = new LabelRecord();
    return record.symbols(open(record, shard, place));
  }

  private int open(LabelRecord record, int shard, int place) {
    return record.open(arenas[shard].page(place), LabelArena.offset(place));
  }

  /// The labels, made anew.
  Labels labels(int shard, int place) {
    int[] found = symbols(shard, place);
    int[] ends = new int[found.length];
    int length = 0;
    for (int i = 0; i < found.length; i++) {
      length += symbols.length(found[i]);
      ends[i] = length;
    }
    byte[] utf8 = new byte[length];
    int at = 0;
    for (int symbol : found) {
      at = symbols.copy(symbol, utf8, at);
    }
    return Labels.ofSorted(utf8, ends);
  }

  /// Whether the labels of a place are the given ones.
  boolean hasLabels(int shard, int place, Labels labels) {
    var record = new LabelRecord();
    if (open(record, shard, place) != labels.count()) {
      return false;
    }
    byte[] utf8 = labels.utf8();
    for (int i = 0; i < labels.count(); i++) {
      int middle = labels.nameEnd(i);
      if (!symbols.equals(record.next(), utf8, labels.nameStart(i), middle)
          || !symbols.equals(record.next(), utf8, middle, labels.valueEnd(i))) {
        return false;
      }
    }
    return true;
  }

  /// The symbol of the value of a label, or [SymbolTable#NONE].
  int valueOf(int shard, int place, int name) {
    var record = new LabelRecord();
    for (int i = open(record, shard, place); i > 0; i--) {
      int found = record.next();
      int value = record.next();
      if (found == name) {
        return value;
      }
    }
    return SymbolTable.NONE;
  }

  /// Compares labels in the order of [Labels#compareTo].
  int compare(int leftShard, int left, int rightShard, int right) {
    var one = new LabelRecord();
    var other = new LabelRecord();
    int ones = open(one, leftShard, left);
    int others = open(other, rightShard, right);
    for (int i = 2 * Math.min(ones, others); i > 0; i--) {
      int order = symbols.compare(one.next(), other.next());
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(ones, others);
  }

  /// Heap that the records hold, in bytes.
  long recordBytes() {
    long bytes = 0;
    for (LabelArena arena : arenas) {
      bytes += arena.heapBytes();
    }
    return bytes;
  }
}
