package io.tsink.engine.segment.v1;

import io.tsink.api.ValueKind;
import io.tsink.engine.chunk.CodecForm;
import io.tsink.engine.chunk.CodecRef;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.chunk.EncodedColumn;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.segment.CodecUse;
import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Input;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one chunk of a mapped `segment.chunks`. Confined to one chunk.
final class ChunkReader {

  private final MemorySegment chunks;
  private final Path file;
  private final List<CodecUse> codecs;
  private final long shareBase;
  private final long offset;
  private final int length;
  private final Input in = new Input();

  /// Where the next payload lies that follows the header.
  private long next;

  /// A reader of the chunk at `offset`.
  ///
  /// @param shareBase what makes offsets of the file unlike those of other files
  /// @param length as the index has it
  ChunkReader(
      MemorySegment chunks,
      Path file,
      List<CodecUse> codecs,
      long shareBase,
      long offset,
      int length) {
    this.chunks = chunks;
    this.file = file;
    this.codecs = codecs;
    this.shareBase = shareBase;
    this.offset = offset;
    this.length = length;
  }

  EncodedChunk read() {
    try {
      return readChunk();
    } catch (CorruptBlock e) {
      throw FileFailure.corrupt(file, FileFrame.HEADER_BYTES + offset, "chunk: " + e.getMessage());
    }
  }

  private EncodedChunk readChunk() throws CorruptBlock {
    readHeader();
    int kindNumber = in.readByte();
    if (kindNumber > ValueKind.HISTOGRAM.ordinal()) {
      throw new CorruptBlock("kind %d".formatted(kindNumber));
    }
    ValueKind kind = ValueKind.of(kindNumber);
    int flags = in.readByte();
    int count = in.readCount(Codec.MAX_ROWS);
    long minTime = in.readZigZag();
    long maxTime = minTime + in.readVarint();
    long minSequence = in.readVarint();
    long maxSequence = minSequence + in.readVarint();
    if (count == 0 || maxTime < minTime || maxSequence < minSequence) {
      throw new CorruptBlock("%d rows of times %d to %d".formatted(count, minTime, maxTime));
    }
    EncodedColumn times = readColumn(CodecForm.LONG);
    EncodedColumn values = readColumn(formOf(kind));
    @Nullable EncodedColumn starts =
        (flags & ChunksFile.HAS_STARTS) == 0 ? null : readColumn(CodecForm.LONG);
    @Nullable EncodedColumn sequences =
        (flags & ChunksFile.HAS_SEQUENCES) == 0 ? null : readColumn(CodecForm.LONG);
    byte @Nullable [] summary = (flags & ChunksFile.HAS_SUMMARY) == 0 ? null : readSummary();
    return new EncodedChunk(
        kind,
        count,
        minTime,
        maxTime,
        minSequence,
        maxSequence,
        times,
        values,
        starts,
        sequences,
        summary);
  }

  private byte[] readSummary() throws CorruptBlock {
    byte[] bytes = new byte[in.readCount(in.remaining())];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) in.readByte();
    }
    return bytes;
  }

  private void readHeader() throws CorruptBlock {
    if (offset < 0 || length < ChunksFile.PREFIX_BYTES || length > chunks.byteSize() - offset) {
      throw new CorruptBlock(
          "%d bytes where the file has %d".formatted(length, chunks.byteSize() - offset));
    }
    int size = Short.toUnsignedInt(chunks.get(Mapped.SHORT, offset));
    int crc = chunks.get(Mapped.INT, offset + Short.BYTES);
    if (size > length - ChunksFile.PREFIX_BYTES) {
      throw new CorruptBlock("a header of %d bytes in %d".formatted(size, length));
    }
    byte[] header = new byte[size];
    MemorySegment.copy(
        chunks, offset + ChunksFile.PREFIX_BYTES, MemorySegment.ofArray(header), 0, size);
    int found = EncodedColumn.crcOf(header, 0, size);
    if (found != crc) {
      throw new CorruptBlock("checksum %08x, the header has %08x".formatted(crc, found));
    }
    in.reset(header, 0, size);
    next = offset + ChunksFile.PREFIX_BYTES + size;
  }

  private EncodedColumn readColumn(CodecForm form) throws CorruptBlock {
    CodecRef codec = codec(in.readCount(codecs.size()));
    if (codec == null || codec.form() != form) {
      throw new CorruptBlock("codec %s, expected one for %s".formatted(codec, form));
    }
    CodecRef filter = codec(in.readCount(codecs.size()));
    int size = in.readCount(Integer.MAX_VALUE);
    int rawLength = filter == null ? size : in.readCount(Integer.MAX_VALUE);
    int crc = in.readInt();
    long back = in.readVarint();
    long start = back == 0 ? next : offset - back;
    long end = back == 0 ? offset + length : offset;
    if (start < 0 || start > end || size > end - start) {
      throw new CorruptBlock("a column of %d bytes at %d".formatted(size, start));
    }
    if (back == 0) {
      next += size;
    }
    return EncodedColumn.inFile(
        codec,
        filter,
        rawLength,
        crc,
        chunks.asSlice(start, size),
        file,
        FileFrame.HEADER_BYTES + start,
        shareBase + start);
  }

  private @Nullable CodecRef codec(int number) {
    return number == 0 ? null : codecs.get(number - 1).codec();
  }

  private static CodecForm formOf(ValueKind kind) {
    return switch (kind) {
      case F64 -> CodecForm.DOUBLE;
      case I64, U64 -> CodecForm.LONG;
      case BOOL -> CodecForm.BOOL;
      case BYTES, STRING -> CodecForm.BYTES;
      case HISTOGRAM -> CodecForm.HISTOGRAM;
    };
  }
}
