package io.tsink.engine.segment.v1;

import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.index.LabelIndex;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentMeta;
import io.tsink.engine.segment.SegmentName;
import io.tsink.engine.segment.SeriesVisitor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// A segment whose index and chunks are mapped. Thread-safe.
final class MappedSegment extends Segment {

  /// Bits of a share id that hold an offset; those above number the segments of the process.
  private static final int OFFSET_BITS = 41;

  private static final AtomicLong OPENED = new AtomicLong();

  private final Arena arena;
  private final MetaFile meta;
  private final MappedIndex index;
  private final MemorySegment wholeChunks;
  private final MemorySegment chunks;
  private final Path chunksFile;
  private final long shareBase = OPENED.incrementAndGet() << OFFSET_BITS;

  private MappedSegment(
      Arena arena, MetaFile meta, MappedIndex index, MemorySegment wholeChunks, Path chunksFile) {
    this.arena = arena;
    this.meta = meta;
    this.index = index;
    this.wholeChunks = wholeChunks;
    this.chunks = payload(wholeChunks, meta.chunks());
    this.chunksFile = chunksFile;
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by free(), or here when opening fails
  static MappedSegment open(StoreFiles files, Path directory, SegmentName name) throws IOException {
    MetaFile meta = MetaFile.read(files, directory.resolve(SegmentFormatV1.META_FILE), name);
    Path indexFile = directory.resolve(SegmentFormatV1.INDEX_FILE);
    Path chunksFile = directory.resolve(SegmentFormatV1.CHUNKS_FILE);
    Arena arena = Arena.ofShared();
    try {
      MemorySegment whole = map(files, SegmentFormatV1.INDEX, indexFile, arena, name, meta.index());
      SegmentFormatV1.INDEX.verify(whole, indexFile);
      MemorySegment chunks =
          map(files, SegmentFormatV1.CHUNKS, chunksFile, arena, name, meta.chunks());
      MappedIndex index = new MappedIndex(payload(whole, meta.index()));
      return new MappedSegment(arena, meta, index, chunks, chunksFile);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /// Maps a file and checks what can be checked without reading it.
  private static MemorySegment map(
      StoreFiles files,
      FileFrame frame,
      Path file,
      Arena arena,
      SegmentName name,
      MetaFile.Part part)
      throws IOException {
    MemorySegment whole = files.map(file, arena);
    if (whole.byteSize() != part.fileBytes()) {
      throw FileFailure.corrupt(
          file, whole.byteSize(), "the file ends, expected %d bytes".formatted(part.fileBytes()));
    }
    long number = frame.readHeader(whole, file);
    long footer = FileFrame.HEADER_BYTES + part.length();
    int crc = whole.get(Mapped.INT, footer);
    int endMark = whole.get(Mapped.INT, footer + Integer.BYTES);
    int magic = whole.get(Mapped.INT, 0);
    if (number != name.number()) {
      throw FileFailure.corrupt(file, 8, "number %d, expected %d".formatted(number, name.number()));
    }
    if (crc != part.crc() || endMark != magic) {
      throw FileFailure.corrupt(
          file,
          footer,
          "checksum %08x and end mark %08x, expected %08x and %08x"
              .formatted(crc, endMark, part.crc(), magic));
    }
    return whole;
  }

  private static MemorySegment payload(MemorySegment whole, MetaFile.Part part) {
    return whole.asSlice(FileFrame.HEADER_BYTES, part.length());
  }

  @Override
  public SegmentMeta meta() {
    return meta.meta();
  }

  @Override
  public LabelIndex labels() {
    return index;
  }

  @Override
  public void forEachSeries(SeriesVisitor visitor) {
    index.forEachSeries(visitor);
  }

  @Override
  public boolean series(int id, SeriesVisitor visitor) {
    return index.series(id, visitor);
  }

  @Override
  public boolean chunks(int id, ChunkIndex into) {
    return index.chunks(id, into);
  }

  @Override
  public EncodedChunk chunk(ChunkIndex places, int number) {
    return new ChunkReader(
            chunks,
            chunksFile,
            meta().codecs(),
            shareBase + FileFrame.HEADER_BYTES,
            places.offset(number),
            places.length(number))
        .read();
  }

  @Override
  public void verify() {
    SegmentFormatV1.CHUNKS.verify(wholeChunks, chunksFile);
  }

  @Override
  protected void free() {
    arena.close();
  }
}
