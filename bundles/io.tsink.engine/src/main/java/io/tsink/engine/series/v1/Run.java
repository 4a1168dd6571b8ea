package io.tsink.engine.series.v1;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.engine.index.LabelIndex;
import io.tsink.engine.index.Postings;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.StoreFiles;
import io.tsink.spi.codec.CorruptBlock;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A run: series that need not be in memory, in a mapped file. Immutable and thread-safe. The
/// memory is unmapped once nobody refers to the run.
public final class Run {

  private final RunName name;
  private final int checksum;
  private final MemorySegment run;
  private final RunTexts texts;
  private final RunLabels labels;
  private final long ids;
  private final long places;
  private final long slots;
  private final int slotCount;
  private final int count;
  private final int withKind;

  private Run(RunName name, int checksum, MemorySegment run) throws CorruptBlock {
    this.name = name;
    this.checksum = checksum;
    this.run = run;
    long trailer = run.byteSize() - RunFormat.TRAILER_BYTES;
    if (trailer < 0) {
      throw new CorruptBlock("%d bytes, expected a trailer".formatted(run.byteSize()));
    }
    long[] sections = new long[8];
    for (int i = 0; i < sections.length; i++) {
      sections[i] = Integer.toUnsignedLong(run.get(RunTexts.INT, trailer + 4L * i));
      if (sections[i] > trailer || (i > 0 && sections[i] < sections[i - 1])) {
        throw new CorruptBlock("section %d at %d".formatted(i, sections[i]));
      }
    }
    int symbols = run.get(RunTexts.INT, trailer + 32);
    count = run.get(RunTexts.INT, trailer + 36);
    withKind = run.get(RunTexts.INT, trailer + 40);
    int names = run.get(RunTexts.INT, trailer + 44);
    ids = sections[3];
    places = sections[4];
    slots = sections[5];
    slotCount = RunFormat.slots(count);
    if (symbols < 0
        || count < 0
        || names < 0
        || sections[2] - sections[1] != 4L * symbols
        || sections[3] - sections[2] != 4L * symbols
        || places - ids != 4L * count
        || slots - places != 4L * count
        || sections[6] - slots < 4L * slotCount
        || trailer - sections[7] != (long) RunFormat.NAME_BYTES * names) {
      throw new CorruptBlock("%d texts, %d series and %d names".formatted(symbols, count, names));
    }
    texts = new RunTexts(run, sections[0], sections[1], sections[2], symbols);
    labels = new RunLabels(this, run, texts, sections[6], sections[7], names);
  }

  /// Maps a file and checks every byte of it.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `CORRUPTION`
  @SuppressWarnings("MustBeClosedChecker") // closed by the garbage collector
  public static Run open(StoreFiles files, Path directory, RunName name) throws IOException {
    Path path = directory.resolve(name.toString());
    MemorySegment whole = files.map(path, Arena.ofAuto());
    long number = RunFormat.FRAME.readHeader(whole, path);
    long payload = whole.byteSize() - FileFrame.HEADER_BYTES - FileFrame.FOOTER_BYTES;
    if (payload < 0) {
      throw FileFailure.corrupt(path, whole.byteSize(), "the file ends, expected a footer");
    }
    RunFormat.FRAME.verify(whole, path);
    if (number != name.number()) {
      throw FileFailure.corrupt(path, 8, "number %d, expected %d".formatted(number, name.number()));
    }
    int checksum = whole.get(RunTexts.INT, FileFrame.HEADER_BYTES + payload);
    try {
      return new Run(name, checksum, whole.asSlice(FileFrame.HEADER_BYTES, payload));
    } catch (CorruptBlock e) {
      throw FileFailure.corrupt(path, payload, String.valueOf(e.getMessage()));
    }
  }

  public RunName name() {
    return name;
  }

  /// The checksum of the file, which tells it from another one of that name.
  public int checksum() {
    return checksum;
  }

  /// Number of series.
  public int count() {
    return count;
  }

  /// Number of series that have a kind.
  public int withKind() {
    return withKind;
  }

  /// The index over the labels.
  public LabelIndex labels() {
    return labels;
  }

  /// What lists the labels.
  public RunLabels listing() {
    return labels;
  }

  /// The lowest id, 0 when there is none.
  public int first() {
    return count == 0 ? 0 : id(0);
  }

  /// The highest id, 0 when there is none.
  public int last() {
    return count == 0 ? 0 : id(count - 1);
  }

  public boolean contains(int id) {
    return indexOf(id) >= 0;
  }

  /// The id of the series with the given labels, or 0.
  public int find(long identityHash, Labels wanted) {
    int bits = RunFormat.indexBits(count);
    int slot = RunFormat.home(identityHash, slotCount);
    while (true) {
      int found = run.get(RunTexts.INT, slots + 4L * slot);
      if (found == 0) {
        return 0;
      }
      int index = (found & (1 << bits) - 1) - 1;
      if (found == RunFormat.slot(identityHash, index, bits) && hasLabels(index, wanted)) {
        return id(index);
      }
      slot = (slot + 1) & (slotCount - 1);
    }
  }

  private boolean hasLabels(int index, Labels wanted) {
    var record = new Cursor(place(index));
    record.kind();
    if (record.next() != wanted.count()) {
      return false;
    }
    byte[] utf8 = wanted.utf8();
    for (int i = 0; i < wanted.count(); i++) {
      int middle = wanted.nameEnd(i);
      if (!texts.is(record.next(), utf8, wanted.nameStart(i), middle)
          || !texts.is(record.next(), utf8, middle, wanted.valueEnd(i))) {
        return false;
      }
    }
    return true;
  }

  /// The labels of a series, made anew; null when it is not here.
  public @Nullable Labels labels(int id) {
    int index = indexOf(id);
    if (index < 0) {
      return null;
    }
    var record = new Cursor(place(index));
    record.kind();
    int[] symbols = new int[2 * record.next()];
    int[] ends = new int[symbols.length];
    int length = 0;
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = record.next();
      length += texts.length(symbols[i]);
      ends[i] = length;
    }
    byte[] utf8 = new byte[length];
    int at = 0;
    for (int symbol : symbols) {
      at = texts.copy(symbol, utf8, at);
    }
    return Labels.ofSorted(utf8, ends);
  }

  /// The kind of a series; null when it is not here or has none.
  public @Nullable ValueKind kind(int id) {
    int index = indexOf(id);
    if (index < 0) {
      return null;
    }
    int kind = new Cursor(place(index)).kind();
    return kind == RunFormat.NO_KIND ? null : ValueKind.of(kind);
  }

  /// The symbol of the value of a label of a series, or −1.
  int valueOf(int id, int wanted) {
    int index = indexOf(id);
    if (index < 0) {
      return -1;
    }
    var record = new Cursor(place(index));
    record.kind();
    for (int i = record.next(); i > 0; i--) {
      int found = record.next();
      int value = record.next();
      if (found == wanted) {
        return value;
      }
    }
    return -1;
  }

  /// Every series.
  Postings all() {
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = id(i);
    }
    return Postings.of(all);
  }

  /// Calls `action` with each id, in order.
  public void forEach(IntConsumer action) {
    for (int i = 0; i < count; i++) {
      action.accept(id(i));
    }
  }

  private int indexOf(int id) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compareUnsigned(id(middle), id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private int id(int index) {
    return run.get(RunTexts.INT, ids + 4L * index);
  }

  private long place(int index) {
    return Integer.toUnsignedLong(run.get(RunTexts.INT, places + 4L * index));
  }

  /// Reads a record from front to back. Confined.
  private final class Cursor {
    private long at;

    Cursor(long at) {
      this.at = at;
    }

    int kind() {
      return run.get(ValueLayout.JAVA_BYTE, at++) & 0xFF;
    }

    int next() {
      int value = 0;
      for (int shift = 0; ; shift += 7) {
        int digits = run.get(ValueLayout.JAVA_BYTE, at++);
        value |= (digits & 0x7F) << shift;
        if (digits >= 0) {
          return value;
        }
      }
    }
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
