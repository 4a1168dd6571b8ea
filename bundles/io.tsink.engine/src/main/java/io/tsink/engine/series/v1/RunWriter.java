package io.tsink.engine.series.v1;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.engine.index.MemoryLabelIndex;
import io.tsink.engine.index.Postings;
import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.io.FramedFileWriter;
import io.tsink.engine.io.StoreFiles;
import io.tsink.spi.codec.Output;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes a run; it has its name once [#publish] returns. Confined.
public final class RunWriter implements Closeable {

  /// A run is cut before its records and texts reach this many bytes.
  private static final long MOST_BYTES = 1L << 29;

  private static final int FLUSH_BYTES = 1 << 15;

  private final StoreFiles files;
  private final Path directory;
  private final RunName name;
  private final Path temporary;
  private final FramedFileWriter file;
  private final SymbolTable symbols = new SymbolTable();
  private final MemoryLabelIndex labels = new MemoryLabelIndex(symbols, (_, _) -> SymbolTable.NONE);
  private final Output out = new Output(2 * FLUSH_BYTES);
  private final Output nameTable = new Output(1024);
  private int[] ids = new int[64];
  private int[] places = new int[64];
  private long[] hashes = new long[64];
  private int count;
  private int withKind;
  private int valueCount;

  private RunWriter(
      StoreFiles files, Path directory, RunName name, Path temporary, FramedFileWriter file) {
    this.files = files;
    this.directory = directory;
    this.name = name;
    this.temporary = temporary;
    this.file = file;
  }

  /// Begins a file.
  public static RunWriter create(StoreFiles files, Path directory, RunName name)
      throws IOException {
    Path temporary = directory.resolve(name + ".tmp");
    files.deleteTree(temporary);
    FramedFileWriter file = RunFormat.FRAME.create(files, temporary, name.number());
    return new RunWriter(files, directory, name, temporary, file);
  }

  /// Adds a series.
  ///
  /// @param id above, read unsigned, the id of the series before
  /// @param kind null when there was no sample yet
  public void series(int id, @Nullable ValueKind kind, long identityHash, Labels seriesLabels)
      throws IOException {
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
      places = Arrays.copyOf(places, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    ids[count] = id;
    places[count] = (int) position();
    hashes[count++] = identityHash;
    withKind += kind == null ? 0 : 1;
    out.putByte(kind == null ? RunFormat.NO_KIND : kind.ordinal());
    out.putVarint(seriesLabels.count());
    int[] texts = symbolsOf(seriesLabels);
    for (int text : texts) {
      out.putVarint(text);
    }
    labels.add(id, texts);
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

  /// Number of series so far.
  public int count() {
    return count;
  }

  /// Whether the run should get no more series, as its file would become too large.
  public boolean full() {
    return position() + symbols.heapBytes() > MOST_BYTES;
  }

  private long position() {
    return file.position() + out.size();
  }

  private int place() throws IOException {
    long at = position();
    if (at > 0xFFFF_FFFFL) {
      throw new IOException("a run of %d bytes, expected less than 4 GiB".formatted(at));
    }
    return (int) at;
  }

  private void flush(int atLeast) throws IOException {
    if (out.size() >= atLeast) {
      file.write(out.array(), 0, out.size());
      out.clear();
    }
  }

  /// Ends the file and gives it its name, durably.
  public void publish() throws IOException {
    int[] sections = new int[8];
    sections[0] = place();
    writeTexts();
    sections[1] = place();
    writeEnds();
    sections[2] = place();
    writeOrder();
    sections[3] = place();
    writeInts(ids, count);
    sections[4] = place();
    writeInts(places, count);
    sections[5] = place();
    int[] slots = slots();
    writeInts(slots, slots.length);
    Output valueTable = writePostings();
    sections[6] = place();
    out.putBytes(valueTable.array(), 0, valueTable.size());
    flush(FLUSH_BYTES);
    sections[7] = place();
    out.putBytes(nameTable.array(), 0, nameTable.size());
    writeInts(sections, sections.length);
    out.putInt(symbols.count());
    out.putInt(count);
    out.putInt(withKind);
    out.putInt(nameTable.size() / RunFormat.NAME_BYTES);
    flush(0);
    file.finish();
    files.rename(temporary, directory.resolve(name.toString()));
    files.syncDirectory(directory);
  }

  private void writeTexts() throws IOException {
    for (int symbol = 0; symbol < symbols.count(); symbol++) {
      int start = out.reserve(symbols.length(symbol));
      symbols.copy(symbol, out.array(), start);
      flush(FLUSH_BYTES);
    }
  }

  private void writeEnds() throws IOException {
    int end = 0;
    for (int symbol = 0; symbol < symbols.count(); symbol++) {
      end += symbols.length(symbol);
      out.putInt(end);
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
    writeInts(order, order.length);
  }

  private void writeInts(int[] numbers, int length) throws IOException {
    for (int i = 0; i < length; i++) {
      out.putInt(numbers[i]);
      flush(FLUSH_BYTES);
    }
  }

  private int[] slots() {
    int[] slots = new int[RunFormat.slots(count)];
    int bits = RunFormat.indexBits(count);
    for (int i = 0; i < count; i++) {
      int slot = RunFormat.home(hashes[i], slots.length);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = RunFormat.slot(hashes[i], i, bits);
    }
    return slots;
  }

  /// Writes the sets and fills both tables.
  private Output writePostings() throws IOException {
    Output valueTable = new Output(1 << 12);
    int[] names = labels.names(null);
    Arrays.sort(names);
    for (int labelName : names) {
      int[] values = labels.values(labelName, null);
      Arrays.sort(values);
      nameTable.putInt(labelName);
      nameTable.putInt(valueCount);
      nameTable.putInt(values.length);
      writeSet(labels.having(labelName), nameTable);
      for (int value : values) {
        valueTable.putInt(value);
        writeSet(labels.with(labelName, value), valueTable);
      }
      valueCount += values.length;
    }
    return valueTable;
  }

  private void writeSet(Postings set, Output table) throws IOException {
    if (set.count() == 1) {
      table.putInt(set.toArray()[0]);
      table.putInt(0);
      return;
    }
    table.putInt(place());
    int before = out.size();
    set.packed().write(out);
    table.putInt(out.size() - before);
    flush(FLUSH_BYTES);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
