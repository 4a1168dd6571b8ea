package io.tsink.engine.series.v1;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.LabelsBuilder;
import io.tsink.api.ValueKind;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.StoreFiles;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads one file of the catalogue. Confined to it.
public final class CatalogReader {

  private final FileFrame.Content content;
  private final Input in = new Input();
  private final LabelsBuilder labels = new LabelsBuilder();

  /// Start and end of each text in the file, from index 2 on.
  private int[] texts = new int[64];

  private int textCount;

  private CatalogReader(FileFrame.Content content) {
    this.content = content;
    in.reset(content.bytes(), content.from(), content.to() - content.from());
  }

  /// Reads a file.
  ///
  /// @return its length in bytes
  /// @throws io.tsink.api.store.StorageException of kind `CORRUPTION`; the visitor may have been
  ///     called then
  public static long read(
      StoreFiles files, Path directory, CatalogName name, CatalogVisitor visitor)
      throws IOException {
    Path path = directory.resolve(name.toString());
    FileFrame.Content content = CatalogWriter.FRAME.read(files, path);
    if (content.detail() != name.detail()) {
      throw FileFailure.corrupt(
          path, 8, "number %d, expected %d".formatted(content.detail(), name.detail()));
    }
    CatalogReader reader = new CatalogReader(content);
    try {
      reader.read(visitor);
    } catch (CorruptBlock e) {
      throw FileFailure.corrupt(path, reader.in.position(), String.valueOf(e.getMessage()));
    }
    return content.bytes().length;
  }

  private void read(CatalogVisitor visitor) throws CorruptBlock {
    visitor.nextId(in.readInt());
    for (int i = in.readCount(in.remaining()); i > 0; i--) {
      visitor.run(new RunName(in.readLong()), in.readInt());
    }
    for (int i = in.readCount(in.remaining()); i > 0; i--) {
      int length = in.readByte();
      int start = in.skip(length);
      visitor.covered(new String(content.bytes(), start, length, UTF_8), in.readLong());
    }
    for (int i = in.readCount(in.remaining()); i > 0; i--) {
      visitor.removed(in.readInt());
    }
    while (in.readByte() != 0) {
      readSeries(visitor);
    }
  }

  private void readSeries(CatalogVisitor visitor) throws CorruptBlock {
    int id = in.readInt();
    int kind = in.readByte();
    if (kind > ValueKind.HISTOGRAM.ordinal() && kind != CatalogWriter.NO_KIND) {
      throw new CorruptBlock("kind %d".formatted(kind));
    }
    labels.clear();
    for (int i = in.readCount(in.remaining()); i > 0; i--) {
      int name = readText();
      int value = readText();
      labels.add(
          content.bytes(),
          texts[2 * name],
          texts[2 * name + 1] - texts[2 * name],
          content.bytes(),
          texts[2 * value],
          texts[2 * value + 1] - texts[2 * value]);
    }
    if (labels.fault() != null) {
      throw new CorruptBlock("labels cannot be: " + labels.fault());
    }
    visitor.series(id, labels.build(), kind == CatalogWriter.NO_KIND ? null : ValueKind.of(kind));
  }

  /// The number of the next text.
  private int readText() throws CorruptBlock {
    int number = in.readCount(textCount);
    if (number > 0) {
      return number;
    }
    int length = in.readCount(in.remaining());
    int start = in.skip(length);
    textCount++;
    if (2 * textCount + 1 >= texts.length) {
      texts = Arrays.copyOf(texts, 2 * texts.length);
    }
    texts[2 * textCount] = start;
    texts[2 * textCount + 1] = start + length;
    return textCount;
  }
}
