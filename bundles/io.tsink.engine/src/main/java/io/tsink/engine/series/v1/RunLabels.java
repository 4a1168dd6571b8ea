package io.tsink.engine.series.v1;

import io.tsink.engine.index.LabelIndex;
import io.tsink.engine.index.Postings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The labels of the series of a run. Thread-safe.
public final class RunLabels implements LabelIndex {

  private final Run series;
  private final MemorySegment run;
  private final RunTexts texts;
  private final long values;
  private final long names;
  private final int nameCount;

  RunLabels(Run series, MemorySegment run, RunTexts texts, long values, long names, int nameCount) {
    this.series = series;
    this.run = run;
    this.texts = texts;
    this.values = values;
    this.names = names;
    this.nameCount = nameCount;
  }

  @Override
  public Postings all() {
    return series.all();
  }

  @Override
  public Postings having(byte[] name) {
    long entry = nameEntry(name);
    return entry < 0 ? Postings.empty() : set(entry + 3 * Integer.BYTES);
  }

  @Override
  public Postings with(byte[] name, byte[] value) {
    long entry = nameEntry(name);
    int symbol = entry < 0 ? -1 : texts.find(value);
    if (symbol < 0) {
      return Postings.empty();
    }
    long found = find(firstValue(entry), valueCount(entry), RunFormat.VALUE_BYTES, symbol);
    return found < 0 ? Postings.empty() : set(found + Integer.BYTES);
  }

  @Override
  public int valueCount(byte[] name) {
    long entry = nameEntry(name);
    return entry < 0 ? 0 : valueCount(entry);
  }

  @Override
  public Postings withAny(byte[] name, ValueTest test) {
    List<Postings> found = new ArrayList<>();
    long entry = nameEntry(name);
    long value = entry < 0 ? 0 : firstValue(entry);
    for (int i = entry < 0 ? 0 : valueCount(entry); i > 0; i--) {
      byte[] text = texts.bytes(run.get(RunTexts.INT, value));
      if (test.test(text, 0, text.length)) {
        found.add(set(value + Integer.BYTES));
      }
      value += RunFormat.VALUE_BYTES;
    }
    return Postings.union(found);
  }

  @Override
  public Postings filter(Postings candidates, byte[] name, ValueTest test) {
    int symbol = texts.find(name);
    if (symbol < 0) {
      return Postings.empty();
    }
    BitSet tested = new BitSet();
    BitSet passed = new BitSet();
    return candidates.filter(
        id -> {
          int value = series.valueOf(id, symbol);
          if (value < 0) {
            return false;
          }
          if (!tested.get(value)) {
            tested.set(value);
            byte[] text = texts.bytes(value);
            passed.set(value, test.test(text, 0, text.length));
          }
          return passed.get(value);
        });
  }

  /// Calls `action` with each label name, in no order.
  ///
  /// @param within names that none of these series has are left out; null for all series
  public void names(@Nullable Postings within, Consumer<byte[]> action) {
    for (int i = 0; i < nameCount; i++) {
      long entry = names + (long) i * RunFormat.NAME_BYTES;
      if (within == null || within.intersects(set(entry + 3 * Integer.BYTES))) {
        action.accept(texts.bytes(run.get(RunTexts.INT, entry)));
      }
    }
  }

  /// Calls `action` with each value of a label, in no order.
  ///
  /// @param within values that none of these series has are left out; null for all series
  public void values(byte[] name, @Nullable Postings within, Consumer<byte[]> action) {
    long entry = nameEntry(name);
    if (entry < 0) {
      return;
    }
    if (within != null && within.count() < valueCount(entry)) {
      valuesOf(texts.find(name), within, action);
      return;
    }
    long value = firstValue(entry);
    for (int i = valueCount(entry); i > 0; i--) {
      if (within == null || within.intersects(set(value + Integer.BYTES))) {
        action.accept(texts.bytes(run.get(RunTexts.INT, value)));
      }
      value += RunFormat.VALUE_BYTES;
    }
  }

  private void valuesOf(int name, Postings within, Consumer<byte[]> action) {
    BitSet found = new BitSet();
    within.forEach(
        id -> {
          int value = series.valueOf(id, name);
          if (value >= 0) {
            found.set(value);
          }
        });
    found.stream().forEach(value -> action.accept(texts.bytes(value)));
  }

  private long nameEntry(byte[] name) {
    int symbol = texts.find(name);
    return symbol < 0 ? -1 : find(names, nameCount, RunFormat.NAME_BYTES, symbol);
  }

  private long firstValue(long nameEntry) {
    long first = Integer.toUnsignedLong(run.get(RunTexts.INT, nameEntry + Integer.BYTES));
    return values + first * RunFormat.VALUE_BYTES;
  }

  private int valueCount(long nameEntry) {
    return run.get(RunTexts.INT, nameEntry + 2 * Integer.BYTES);
  }

  /// The place of the entry of a table that begins with a symbol, or −1.
  private long find(long table, int count, int entryBytes, int symbol) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long entry = table + (long) middle * entryBytes;
      int found = run.get(RunTexts.INT, entry);
      if (found == symbol) {
        return entry;
      }
      if (found < symbol) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /// The set that is named at a place.
  private Postings set(long at) {
    int place = run.get(RunTexts.INT, at);
    int length = run.get(RunTexts.INT, at + Integer.BYTES);
    if (length == 0) {
      return Postings.of(place);
    }
    byte[] bytes = new byte[length];
    MemorySegment.copy(run, ValueLayout.JAVA_BYTE, Integer.toUnsignedLong(place), bytes, 0, length);
    try {
      return Postings.read(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException("postings at %d of a verified run".formatted(at), e);
    }
  }
}
