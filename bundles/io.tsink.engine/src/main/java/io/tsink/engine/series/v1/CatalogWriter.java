package io.tsink.engine.series.v1;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.ValueKind;
import io.tsink.engine.index.Postings;
import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.FramedFileWriter;
import io.tsink.engine.io.StoreFiles;
import io.tsink.spi.codec.Output;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes one file of the catalogue; it has its name once [#publish] returns. Confined.
public final class CatalogWriter implements Closeable {

  static final FileFrame FRAME = new FileFrame("TSSR", 1);

  /// In the place of a kind.
  static final int NO_KIND = 0xff;

  private static final int FLUSH_BYTES = 1 << 15;

  private final StoreFiles files;
  private final Path directory;
  private final CatalogName name;
  private final Path temporary;
  private final SymbolTable symbols;
  private final FramedFileWriter file;
  private final Output out = new Output(2 * FLUSH_BYTES);

  /// The number that a symbol has in the file, or 0.
  private int[] numbers;

  private int lastNumber;

  private CatalogWriter(
      StoreFiles files,
      Path directory,
      CatalogName name,
      Path temporary,
      SymbolTable symbols,
      FramedFileWriter file) {
    this.files = files;
    this.directory = directory;
    this.name = name;
    this.temporary = temporary;
    this.symbols = symbols;
    this.file = file;
    this.numbers = new int[symbols.count()];
  }

  /// Begins a file.
  ///
  /// @param symbols the texts of the labels
  /// @param nextId see [CatalogVisitor#nextId]
  /// @param runs the runs of the catalogue, empty for a delta
  /// @param covered fingerprints of segments by name
  public static CatalogWriter create(
      StoreFiles files,
      Path directory,
      CatalogName name,
      SymbolTable symbols,
      int nextId,
      List<Run> runs,
      Map<String, Long> covered,
      Postings removed)
      throws IOException {
    Path temporary = directory.resolve(name + ".tmp");
    files.deleteTree(temporary);
    FramedFileWriter file = FRAME.create(files, temporary, name.detail());
    CatalogWriter writer = new CatalogWriter(files, directory, name, temporary, symbols, file);
    writer.begin(nextId, runs, covered, removed);
    return writer;
  }

  private void begin(int nextId, List<Run> runs, Map<String, Long> covered, Postings removed) {
    out.putInt(nextId);
    out.putVarint(runs.size());
    for (Run run : runs) {
      out.putLong(run.name().number());
      out.putInt(run.checksum());
    }
    out.putVarint(covered.size());
    covered.forEach(
        (segment, fingerprint) -> {
          byte[] text = segment.getBytes(UTF_8);
          out.putByte(text.length);
          out.putBytes(text, 0, text.length);
          out.putLong(fingerprint);
        });
    out.putVarint(removed.count());
    removed.forEach(out::putInt);
  }

  /// Adds a series.
  ///
  /// @param kind null when there was no sample yet
  /// @param labels symbols of names and values in turn
  public void series(int id, @Nullable ValueKind kind, int[] labels) throws IOException {
    out.putByte(1);
    out.putInt(id);
    out.putByte(kind == null ? NO_KIND : kind.ordinal());
    out.putVarint(labels.length / 2);
    for (int symbol : labels) {
      putText(symbol);
    }
    if (out.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void putText(int symbol) {
    if (symbol >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(symbol + 1, symbols.count()));
    }
    if (numbers[symbol] != 0) {
      out.putVarint(numbers[symbol]);
      return;
    }
    numbers[symbol] = ++lastNumber;
    out.putByte(0);
    int length = symbols.length(symbol);
    out.putVarint(length);
    int start = out.reserve(length);
    symbols.copy(symbol, out.array(), start);
  }

  private void flush() throws IOException {
    file.write(out.array(), 0, out.size());
    out.clear();
  }

  /// Ends the file and gives it its name, durably.
  ///
  /// @return its length in bytes
  public long publish() throws IOException {
    out.putByte(0);
    flush();
    long bytes = file.position() + FileFrame.HEADER_BYTES + FileFrame.FOOTER_BYTES;
    file.finish();
    files.rename(temporary, directory.resolve(name.toString()));
    files.syncDirectory(directory);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
