package io.tsink.engine.segment.v1;

import io.tsink.api.LabelsBuilder;
import io.tsink.api.ValueKind;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.index.LabelIndex;
import io.tsink.engine.index.Postings;
import io.tsink.engine.segment.SeriesVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Reads a mapped and verified `segment.index`. Thread-safe.
final class MappedIndex implements LabelIndex {

  private final MemorySegment index;
  private final long texts;
  private final long ends;
  private final long orders;
  private final long entries;
  private final long values;
  private final long names;
  private final int symbolCount;
  private final int seriesCount;
  private final int nameCount;

  /// An index over the payload of the file.
  MappedIndex(MemorySegment index) {
    this.index = index;
    long trailer = index.byteSize() - IndexFile.TRAILER_BYTES;
    texts = index.get(Mapped.LONG, trailer);
    ends = index.get(Mapped.LONG, trailer + 8);
    orders = index.get(Mapped.LONG, trailer + 16);
    entries = index.get(Mapped.LONG, trailer + 24);
    values = index.get(Mapped.LONG, trailer + 40);
    names = index.get(Mapped.LONG, trailer + 48);
    symbolCount = index.get(Mapped.INT, trailer + 56);
    seriesCount = index.get(Mapped.INT, trailer + 60);
    nameCount = index.get(Mapped.INT, trailer + 68);
  }

  // Series

  /// The chunks of a series; false when it is not here.
  boolean chunks(int id, ChunkIndex into) {
    into.clear();
    long record = record(id);
    if (record < 0) {
      return false;
    }
    Mapped in = new Mapped(index, record + 1);
    for (int i = 2 * in.readInt(); i > 0; i--) {
      in.readVarint();
    }
    int count = in.readInt();
    long offset = count == 0 ? 0 : in.readVarint();
    long minTime = 0;
    for (int i = 0; i < count; i++) {
      minTime += in.readZigZag();
      long maxTime = minTime + in.readVarint();
      int length = in.readInt();
      into.add(minTime, maxTime, offset, length);
      offset += length;
    }
    return true;
  }

  void forEachSeries(SeriesVisitor visitor) {
    LabelsBuilder builder = new LabelsBuilder();
    for (int i = 0; i < seriesCount; i++) {
      long entry = entries + (long) i * IndexFile.ENTRY_BYTES;
      long record = index.get(Mapped.LONG, entry + Integer.BYTES);
      visit(index.get(Mapped.INT, entry), record, builder, visitor);
    }
  }

  boolean series(int id, SeriesVisitor visitor) {
    long record = record(id);
    if (record < 0) {
      return false;
    }
    visit(id, record, new LabelsBuilder(), visitor);
    return true;
  }

  private void visit(int id, long record, LabelsBuilder builder, SeriesVisitor visitor) {
    Mapped in = new Mapped(index, record);
    ValueKind kind = ValueKind.of(in.readByte());
    builder.clear();
    for (int k = in.readInt(); k > 0; k--) {
      byte[] name = text(in.readInt());
      byte[] value = text(in.readInt());
      builder.add(name, 0, name.length, value, 0, value.length);
    }
    visitor.series(id, builder.build(), kind);
  }

  /// Where the record of a series starts, or −1.
  private long record(int id) {
    int low = 0;
    int high = seriesCount - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long entry = entries + (long) middle * IndexFile.ENTRY_BYTES;
      int order = Integer.compareUnsigned(index.get(Mapped.INT, entry), id);
      if (order == 0) {
        return index.get(Mapped.LONG, entry + Integer.BYTES);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  // Labels

  @Override
  public Postings all() {
    int[] ids = new int[seriesCount];
    for (int i = 0; i < seriesCount; i++) {
      ids[i] = index.get(Mapped.INT, entries + (long) i * IndexFile.ENTRY_BYTES);
    }
    return Postings.of(ids);
  }

  @Override
  public Postings having(byte[] name) {
    long entry = nameEntry(name);
    return entry < 0 ? Postings.empty() : set(entry + 3 * Integer.BYTES);
  }

  @Override
  public Postings with(byte[] name, byte[] value) {
    long entry = nameEntry(name);
    int symbol = symbol(value);
    if (entry < 0 || symbol < 0) {
      return Postings.empty();
    }
    long found = find(firstValue(entry), valueCount(entry), IndexFile.VALUE_BYTES, symbol);
    return found < 0 ? Postings.empty() : set(found + Integer.BYTES);
  }

  @Override
  public int valueCount(byte[] name) {
    long entry = nameEntry(name);
    return entry < 0 ? 0 : valueCount(entry);
  }

  @Override
  public Postings withAny(byte[] name, ValueTest test) {
    long entry = nameEntry(name);
    if (entry < 0) {
      return Postings.empty();
    }
    List<Postings> found = new ArrayList<>();
    long value = firstValue(entry);
    for (int i = valueCount(entry); i > 0; i--) {
      byte[] text = text(index.get(Mapped.INT, value));
      if (test.test(text, 0, text.length)) {
        found.add(set(value + Integer.BYTES));
      }
      value += IndexFile.VALUE_BYTES;
    }
    return Postings.union(found);
  }

  @Override
  public Postings filter(Postings candidates, byte[] name, ValueTest test) {
    int symbol = symbol(name);
    BitSet tested = new BitSet();
    BitSet passed = new BitSet();
    return candidates.filter(
        id -> {
          int value = valueOf(id, symbol);
          if (value < 0) {
            return false;
          }
          if (!tested.get(value)) {
            tested.set(value);
            byte[] text = text(value);
            passed.set(value, test.test(text, 0, text.length));
          }
          return passed.get(value);
        });
  }

  private int valueOf(int id, int name) {
    long record = record(id);
    if (record < 0 || name < 0) {
      return -1;
    }
    Mapped in = new Mapped(index, record + 1);
    for (int i = in.readInt(); i > 0; i--) {
      int labelName = in.readInt();
      int value = in.readInt();
      if (labelName == name) {
        return value;
      }
    }
    return -1;
  }

  private long nameEntry(byte[] name) {
    int symbol = symbol(name);
    return symbol < 0 ? -1 : find(names, nameCount, IndexFile.NAME_BYTES, symbol);
  }

  private long firstValue(long nameEntry) {
    long first = Integer.toUnsignedLong(index.get(Mapped.INT, nameEntry + Integer.BYTES));
    return values + first * IndexFile.VALUE_BYTES;
  }

  private int valueCount(long nameEntry) {
    return index.get(Mapped.INT, nameEntry + 2 * Integer.BYTES);
  }

  /// The place of the entry of a table that begins with a symbol, or −1.
  private long find(long table, int count, int entryBytes, int symbol) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long entry = table + (long) middle * entryBytes;
      int found = index.get(Mapped.INT, entry);
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
  private Postings set(long place) {
    long set = index.get(Mapped.LONG, place);
    if (set < 0) {
      return Postings.of((int) set);
    }
    byte[] bytes = new byte[index.get(Mapped.INT, set)];
    copy(set + Integer.BYTES, bytes);
    try {
      return Postings.read(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException("postings at %d of a verified index".formatted(set), e);
    }
  }

  // Symbols

  /// The symbol of a text, or −1.
  private int symbol(byte[] text) {
    MemorySegment wanted = MemorySegment.ofArray(text);
    int low = 0;
    int high = symbolCount - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int symbol = index.get(Mapped.INT, orders + (long) middle * Integer.BYTES);
      int order = compare(textStart(symbol), textEnd(symbol), wanted, text);
      if (order == 0) {
        return symbol;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private int compare(long start, long end, MemorySegment wanted, byte[] text) {
    long at = MemorySegment.mismatch(index, start, end, wanted, 0, text.length);
    if (at < 0) {
      return 0;
    }
    if (at == end - start || at == text.length) {
      return Long.compare(end - start, text.length);
    }
    return Integer.compare(
        index.get(ValueLayout.JAVA_BYTE, start + at) & 0xFF, text[(int) at] & 0xFF);
  }

  private byte[] text(int symbol) {
    long start = textStart(symbol);
    byte[] bytes = new byte[(int) (textEnd(symbol) - start)];
    copy(start, bytes);
    return bytes;
  }

  private long textStart(int symbol) {
    return symbol == 0 ? texts : textEnd(symbol - 1);
  }

  private long textEnd(int symbol) {
    return texts
        + Integer.toUnsignedLong(index.get(Mapped.INT, ends + (long) symbol * Integer.BYTES));
  }

  private void copy(long start, byte[] into) {
    MemorySegment.copy(index, start, MemorySegment.ofArray(into), 0, into.length);
  }
}
