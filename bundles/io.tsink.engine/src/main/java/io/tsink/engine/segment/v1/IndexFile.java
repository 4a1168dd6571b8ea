package io.tsink.engine.segment.v1;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.index.MemoryLabelIndex;
import io.tsink.engine.index.Postings;
import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.io.FramedFileWriter;
import io.tsink.spi.codec.Output;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Writes `segment.index`: the series as they come, all else at the end. Confined.
final class IndexFile {

  static final int ENTRY_BYTES = Integer.BYTES + Long.BYTES;
  static final int VALUE_BYTES = Integer.BYTES + Long.BYTES;
  static final int NAME_BYTES = 3 * Integer.BYTES + Long.BYTES;
  static final int TRAILER_BYTES = 7 * Long.BYTES + 4 * Integer.BYTES;

  /// Marks a set that is one series.
  static final long ONE_SERIES = Long.MIN_VALUE;

  private static final int FLUSH_BYTES = 1 << 15;

  private final FramedFileWriter file;
  private final SymbolTable symbols = new SymbolTable();
  private final MemoryLabelIndex labels = new MemoryLabelIndex(symbols, (_, _) -> SymbolTable.NONE);
  private final Output out = new Output(2 * FLUSH_BYTES);
  private final Output nameTable = new Output(1024);
  private int[] ids = new int[64];
  private long[] places = new long[64];
  private int seriesCount;
  private int valueCount;

  IndexFile(FramedFileWriter file) {
    this.file = file;
  }

  int seriesCount() {
    return seriesCount;
  }

  private long position() {
    return file.position() + out.size();
  }

  private void flush(int atLeast) throws IOException {
    if (out.size() >= atLeast) {
      file.write(out.array(), 0, out.size());
      out.clear();
    }
  }

  /// Writes a series with all its chunks, which follow each other without gaps.
  void series(int id, Labels seriesLabels, ValueKind kind, ChunkIndex chunks) throws IOException {
    if (seriesCount == ids.length) {
      ids = Arrays.copyOf(ids, 2 * seriesCount);
      places = Arrays.copyOf(places, 2 * seriesCount);
    }
    ids[seriesCount] = id;
    places[seriesCount++] = position();
    int[] texts = symbolsOf(seriesLabels);
    labels.add(id, texts);
    out.putByte(kind.ordinal());
    out.putVarint(seriesLabels.count());
    for (int text : texts) {
      out.putVarint(text);
    }
    out.putVarint(chunks.count());
    long before = 0;
    for (int i = 0; i < chunks.count(); i++) {
      if (i == 0) {
        out.putVarint(chunks.offset(0));
      }
      out.putZigZag(chunks.minTime(i) - before);
      out.putVarint(chunks.maxTime(i) - chunks.minTime(i));
      out.putVarint(chunks.length(i));
      before = chunks.minTime(i);
    }
    flush(FLUSH_BYTES);
  }

  private int[] symbolsOf(Labels seriesLabels) {
    int[] texts = new int[2 * seriesLabels.count()];
    byte[] utf8 = seriesLabels.utf8();
    for (int i = 0; i < seriesLabels.count(); i++) {
      int middle = seriesLabels.nameEnd(i);
      texts[2 * i] = symbols.intern(utf8, seriesLabels.nameStart(i), middle);
      texts[2 * i + 1] = symbols.intern(utf8, middle, seriesLabels.valueEnd(i));
    }
    return texts;
  }

  /// Writes what leads to the series, and the trailer.
  void finish() throws IOException {
    long[] sections = new long[7];
    sections[0] = position();
    writeTexts();
    sections[1] = position();
    writeEnds();
    sections[2] = position();
    writeOrder();
    sections[3] = position();
    writeEntries();
    sections[4] = position();
    Output valueTable = writePostings();
    sections[5] = position();
    out.putBytes(valueTable.array(), 0, valueTable.size());
    flush(FLUSH_BYTES);
    sections[6] = position();
    out.putBytes(nameTable.array(), 0, nameTable.size());
    for (long section : sections) {
      out.putLong(section);
    }
    out.putInt(symbols.count());
    out.putInt(seriesCount);
    out.putInt(valueCount);
    out.putInt(nameTable.size() / NAME_BYTES);
    flush(0);
  }

  private void writeTexts() throws IOException {
    for (int symbol = 0; symbol < symbols.count(); symbol++) {
      int start = out.reserve(symbols.length(symbol));
      symbols.copy(symbol, out.array(), start);
      flush(FLUSH_BYTES);
    }
  }

  private void writeEnds() throws IOException {
    long end = 0;
    for (int symbol = 0; symbol < symbols.count(); symbol++) {
      end += symbols.length(symbol);
      if (end > 0xFFFF_FFFFL) {
        throw new IOException("texts of %d bytes, expected less than 4 GiB".formatted(end));
      }
      out.putInt((int) end);
      flush(FLUSH_BYTES);
    }
  }

  private void writeOrder() throws IOException {
    int[] order =
        IntStream.range(0, symbols.count())
            .boxed()
            .sorted((Comparator<Integer>) symbols::compare)
            .mapToInt(Integer::intValue)
            .toArray();
    for (int symbol : order) {
      out.putInt(symbol);
      flush(FLUSH_BYTES);
    }
  }

  private void writeEntries() throws IOException {
    for (int i = 0; i < seriesCount; i++) {
      out.putInt(ids[i]);
      out.putLong(places[i]);
      flush(FLUSH_BYTES);
    }
  }

  /// Writes the sets and fills both tables.
  private Output writePostings() throws IOException {
    Output valueTable = new Output(1 << 12);
    int[] names = labels.names(null);
    Arrays.sort(names);
    for (int name : names) {
      int[] values = labels.values(name, null);
      Arrays.sort(values);
      nameTable.putInt(name);
      nameTable.putInt(valueCount);
      nameTable.putInt(values.length);
      nameTable.putLong(writeSet(labels.having(name)));
      for (int value : values) {
        valueTable.putInt(value);
        valueTable.putLong(writeSet(labels.with(name, value)));
      }
      valueCount += values.length;
    }
    return valueTable;
  }

  private long writeSet(Postings set) throws IOException {
    if (set.count() == 1) {
      return ONE_SERIES | (set.toArray()[0] & 0xFFFF_FFFFL);
    }
    long place = position();
    int length = out.reserve(Integer.BYTES);
    set.write(out);
    int end = out.size();
    out.truncate(length);
    out.putInt(end - length - Integer.BYTES);
    out.reserve(end - length - Integer.BYTES);
    flush(FLUSH_BYTES);
    return place;
  }
}
