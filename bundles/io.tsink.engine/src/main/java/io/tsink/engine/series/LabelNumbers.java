package io.tsink.engine.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Labels;
import io.tsink.engine.index.SymbolTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers for the values of some labels: equal values have equal numbers, for one query.
/// Thread-safe.
///
/// The symbols of the moment in which the query began serve as numbers. Values that had none then,
/// such as those of series that are not in memory, get numbers above all symbols.
public final class LabelNumbers {

  /// What stands for no value.
  public static final int ABSENT = -1;

  private static final int FIRST_OTHER = 1 << 30;

  private final SymbolTable symbols;
  private final int count;
  private final byte[][] names;
  private final int[] nameSymbols;
  private final AtomicInteger nextOther = new AtomicInteger(FIRST_OTHER);
  private final Map<String, Integer> others = new ConcurrentHashMap<>();

  LabelNumbers(SymbolTable symbols, List<String> labels) {
    this.symbols = symbols;
    this.count = symbols.count();
    this.names = labels.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
    this.nameSymbols = labels.stream().mapToInt(symbols::find).toArray();
  }

  /// The number of the value of the label with a place among those that were asked for, or
  /// [#ABSENT].
  public int of(Series series, int label) {
    int name = nameSymbols[label];
    int value = name == SymbolTable.NONE ? Series.ELSEWHERE : series.valueIn(symbols, name);
    if (value == SymbolTable.NONE) {
      return ABSENT;
    }
    return value >= 0 && value < count ? value : bySpelling(series.labels(), names[label]);
  }

  private int bySpelling(Labels labels, byte[] name) {
    int index = labels.indexOf(name, 0, name.length);
    if (index < 0) {
      return ABSENT;
    }
    int known = symbols.find(labels.utf8(), labels.nameEnd(index), labels.valueEnd(index));
    return known != SymbolTable.NONE && known < count
        ? known
        : others.computeIfAbsent(labels.value(index), _ -> nextOther.getAndIncrement());
  }
}
