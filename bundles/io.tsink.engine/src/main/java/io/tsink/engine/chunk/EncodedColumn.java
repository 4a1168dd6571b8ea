package io.tsink.engine.chunk;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFailure;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A coded column: a payload with the codec that reads it and its checksum. Immutable.
///
/// The payload lies on the heap or in a mapped file; in a file it is good as long as the file is
/// held open, and its checksum is verified before it is decoded.
public final class EncodedColumn {

  /// The [#shareId] of a column that is not known to be anybody else's too.
  public static final long UNSHARED = 0;

  private static final byte[] NOWHERE = {};

  private final CodecRef codec;
  private final @Nullable CodecRef filter;
  private final int rawLength;
  private final int crc;

  /// The payload when it lies on the heap, else [#NOWHERE].
  private final byte[] heap;

  /// The payload when it lies in a file, else null.
  private final @Nullable MemorySegment mapped;

  private final @Nullable Path file;
  private final long position;
  private final long shareId;

  private EncodedColumn(
      CodecRef codec,
      @Nullable CodecRef filter,
      int rawLength,
      int crc,
      byte[] heap,
      @Nullable MemorySegment mapped,
      @Nullable Path file,
      long position,
      long shareId) {
    this.codec = codec;
    this.filter = filter;
    this.rawLength = rawLength;
    this.crc = crc;
    this.heap = heap;
    this.mapped = mapped;
    this.file = file;
    this.position = position;
    this.shareId = shareId;
  }

  /// A column on the heap.
  ///
  /// @param filter what was laid over the codec's payload, or null
  /// @param rawLength the length before that in bytes
  /// @param payload given
  public static EncodedColumn onHeap(
      CodecRef codec, @Nullable CodecRef filter, int rawLength, byte[] payload) {
    int crc = crcOf(payload, 0, payload.length);
    return new EncodedColumn(codec, filter, rawLength, crc, payload, null, null, 0, UNSHARED);
  }

  /// A column in a mapped file.
  ///
  /// @param payload exactly the payload
  /// @param position where it starts in the file
  /// @param shareId not [#UNSHARED], the same number for the same column, for no other in the
  ///     process
  public static EncodedColumn inFile(
      CodecRef codec,
      @Nullable CodecRef filter,
      int rawLength,
      int crc,
      MemorySegment payload,
      Path file,
      long position,
      long shareId) {
    return new EncodedColumn(
        codec, filter, rawLength, crc, NOWHERE, payload, file, position, shareId);
  }

  /// The checksum of a payload.
  public static int crcOf(byte[] bytes, int off, int len) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, off, len);
    return (int) crc.getValue();
  }

  public CodecRef codec() {
    return codec;
  }

  /// What was laid over the codec's payload, or null.
  public @Nullable CodecRef filter() {
    return filter;
  }

  /// The length of the codec's payload before the filter, in bytes.
  public int rawLength() {
    return rawLength;
  }

  /// The length of the payload in bytes.
  public int length() {
    return mapped == null ? heap.length : (int) mapped.byteSize();
  }

  /// The CRC-32C of the payload.
  public int crc() {
    return crc;
  }

  /// Equal and not [#UNSHARED] for two columns: they are the same.
  public long shareId() {
    return shareId;
  }

  /// Copies the payload.
  public void copyTo(byte[] dest, int off) {
    if (mapped == null) {
      System.arraycopy(heap, 0, dest, off, heap.length);
    } else {
      MemorySegment.copy(mapped, ValueLayout.JAVA_BYTE, 0, dest, off, length());
    }
  }

  /// Whether two columns have the same bytes, for the same codec.
  public boolean sameBytes(EncodedColumn other) {
    return crc == other.crc
        && rawLength == other.rawLength
        && length() == other.length()
        && codec.equals(other.codec)
        && (filter == null ? other.filter == null : filter.equals(other.filter))
        && payload().mismatch(other.payload()) < 0;
  }

  private MemorySegment payload() {
    return mapped == null ? MemorySegment.ofArray(heap) : mapped;
  }

  /// Copies the payload and verifies its checksum.
  ///
  /// @throws StorageException of kind `CORRUPTION`
  void copyVerified(byte[] dest) {
    copyTo(dest, 0);
    int found = file == null ? crc : crcOf(dest, 0, length());
    if (found != crc) {
      throw corrupt("checksum %08x, the column has %08x".formatted(crc, found));
    }
  }

  /// The error for a column that is not what it should be.
  StorageException corrupt(String found) {
    String what = "column of codec %s: %s".formatted(codec, found);
    return file == null
        ? new StorageException(ErrorKind.CORRUPTION, "in memory: " + what)
        : FileFailure.corrupt(file, position, what);
  }

  /// The error for a codec that broke its contract.
  StorageException failed(RuntimeException cause) {
    return new StorageException(
        ErrorKind.INTERNAL, "codec %s failed: %s".formatted(codec, cause), cause);
  }
}
