package io.tsink.engine.io;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// A kind of framed file: its magic and the version that is written. Immutable; the package
/// describes the frame.
///
/// @param magic four ASCII characters
/// @param version from 1; a file of another version is refused
public record FileFrame(String magic, int version) {
  /// Bytes before the payload.
  public static final int HEADER_BYTES = 16;

  /// Bytes after the payload.
  public static final int FOOTER_BYTES = 8;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT_LE =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG_LE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  public FileFrame {
    if (magic.getBytes(US_ASCII).length != 4 || magic.length() != 4) {
      throw new IllegalArgumentException("magic \"%s\", expected 4 characters".formatted(magic));
    }
  }

  private int magicBits() {
    return (int) INT.get(magic.getBytes(US_ASCII), 0);
  }

  /// Writes a header.
  public void writeHeader(byte[] target, int offset, long detail) {
    INT.set(target, offset, magicBits());
    INT.set(target, offset + 4, version);
    LONG.set(target, offset + 8, detail);
  }

  /// Checks a header and returns its detail.
  ///
  /// @param file named when the header is not right
  /// @throws io.tsink.api.store.StorageException of kind `CORRUPTION`
  public long readHeader(MemorySegment bytes, Path file) {
    if (bytes.byteSize() < HEADER_BYTES) {
      throw FileFailure.corrupt(
          file, 0, "%d bytes, expected a header of 16".formatted(bytes.byteSize()));
    }
    int found = bytes.get(INT_LE, 0);
    if (found != magicBits()) {
      throw FileFailure.corrupt(
          file, 0, "magic %08x, expected %08x (\"%s\")".formatted(found, magicBits(), magic));
    }
    int foundVersion = bytes.get(INT_LE, 4);
    if (foundVersion != version) {
      throw FileFailure.corrupt(
          file,
          4,
          "version %s of \"%s\", expected %d"
              .formatted(Integer.toUnsignedString(foundVersion), magic, version));
    }
    return bytes.get(LONG_LE, 8);
  }

  /// Creates a file and writes its header; the footer comes with [FramedFileWriter#finish].
  public FramedFileWriter create(StoreFiles files, Path file, long detail) throws IOException {
    return new FramedFileWriter(files.create(file), this, detail);
  }

  /// Publishes a file: what has the name afterwards is the old content or the new one, never a
  /// part.
  ///
  /// @param payload borrowed until return
  public void publish(StoreFiles files, Path file, long detail, byte[] payload) throws IOException {
    Path parent = parent(file);
    Path temporary = parent.resolve(file.getFileName() + ".tmp");
    files.deleteTree(temporary);
    try (FramedFileWriter writer = create(files, temporary, detail)) {
      writer.write(payload, 0, payload.length);
      writer.finish();
    } catch (IOException e) {
      try {
        files.deleteTree(temporary);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    files.rename(temporary, file);
    files.syncDirectory(parent);
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("%s has no directory".formatted(file));
    }
    return parent;
  }

  /// Reads a whole file of moderate size and checks it.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `CORRUPTION`
  public Content read(StoreFiles files, Path file) throws IOException {
    byte[] bytes;
    try (StoreFile open = files.openRead(file)) {
      long size = open.size();
      if (size > Integer.MAX_VALUE - 8) {
        throw FileFailure.corrupt(file, 0, "%d bytes, too many to read at once".formatted(size));
      }
      bytes = new byte[(int) size];
      int count = open.read(0, bytes, 0, bytes.length);
      if (count < bytes.length) {
        throw FileFailure.corrupt(
            file, count, "the file ends, expected %d bytes".formatted(bytes.length));
      }
    }
    MemorySegment whole = MemorySegment.ofArray(bytes);
    long detail = readHeader(whole, file);
    MemorySegment payload = payload(whole, file);
    verify(whole, file);
    return new Content(
        detail, bytes, HEADER_BYTES, HEADER_BYTES + Math.toIntExact(payload.byteSize()));
  }

  /// Maps a file, checks header and end mark, and returns the payload. The checksum is left to
  /// [#verify], which reads everything.
  public MemorySegment map(StoreFiles files, Path file, Arena arena) throws IOException {
    MemorySegment whole = files.map(file, arena);
    readHeader(whole, file);
    return payload(whole, file);
  }

  /// The payload of a whole file, after a look at the end mark.
  private MemorySegment payload(MemorySegment whole, Path file) {
    long size = whole.byteSize();
    if (size < HEADER_BYTES + FOOTER_BYTES) {
      throw FileFailure.corrupt(file, size, "the file ends, expected a footer");
    }
    int found = whole.get(INT_LE, size - 4);
    if (found != magicBits()) {
      throw FileFailure.corrupt(
          file, size - 4, "end mark %08x, expected %08x".formatted(found, magicBits()));
    }
    return whole.asSlice(HEADER_BYTES, size - HEADER_BYTES - FOOTER_BYTES);
  }

  /// Checks the checksum of a whole file.
  public void verify(MemorySegment whole, Path file) {
    long covered = whole.byteSize() - FOOTER_BYTES;
    CRC32C crc = new CRC32C();
    int step = 1 << 20;
    for (long at = 0; at < covered; at += step) {
      crc.update(whole.asSlice(at, Math.min(step, covered - at)).asByteBuffer());
    }
    int found = (int) crc.getValue();
    int expected = whole.get(INT_LE, covered);
    if (found != expected) {
      throw FileFailure.corrupt(
          file, covered, "checksum %08x, the content has %08x".formatted(expected, found));
    }
  }

  /// What a file holds, checked. The array is given; the payload is `bytes[from, to)`.
  public static final class Content {
    private final long detail;
    private final byte[] bytes;
    private final int from;
    private final int to;

    Content(long detail, byte[] bytes, int from, int to) {
      this.detail = detail;
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }

    public long detail() {
      return detail;
    }

    public byte[] bytes() {
      return bytes;
    }

    public int from() {
      return from;
    }

    public int to() {
      return to;
    }
  }

  /// Writes a footer.
  void writeFooter(byte[] target, int offset, int crc) {
    INT.set(target, offset, crc);
    INT.set(target, offset + 4, magicBits());
  }
}
