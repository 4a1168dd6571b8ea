package io.tsink.engine.segment.v1;

import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.ValueKind;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.FramedFileWriter;
import io.tsink.engine.io.StoreFile;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.segment.SegmentMeta;
import io.tsink.engine.segment.SegmentName;
import io.tsink.engine.segment.SegmentWriter;
import io.tsink.engine.wal.WalMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the three files of a segment. Confined.
final class FilesWriter implements SegmentWriter {

  private static final long MAX_CHUNK_BYTES = 1L << 40;

  private final StoreFiles files;
  private final Path directory;
  private final SegmentName name;
  private final TimestampPrecision precision;
  private final FramedFileWriter chunksWriter;
  private final FramedFileWriter indexWriter;
  private final CodecTable codecs = new CodecTable();
  private final ChunksFile chunks;
  private final IndexFile index;

  private int id;
  private @Nullable Labels labels;
  private ValueKind kind = ValueKind.F64;
  private final ChunkIndex places = new ChunkIndex();

  private long chunkCount;
  private long sampleCount;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;
  private long minSequence = Long.MAX_VALUE;
  private long maxSequence = Long.MIN_VALUE;

  private FilesWriter(
      StoreFiles files,
      Path directory,
      SegmentName name,
      TimestampPrecision precision,
      FramedFileWriter chunksWriter,
      FramedFileWriter indexWriter) {
    this.files = files;
    this.directory = directory;
    this.name = name;
    this.precision = precision;
    this.chunksWriter = chunksWriter;
    this.indexWriter = indexWriter;
    this.chunks = new ChunksFile(chunksWriter, codecs);
    this.index = new IndexFile(indexWriter);
  }

  static FilesWriter create(
      StoreFiles files, Path directory, SegmentName name, TimestampPrecision precision)
      throws IOException {
    FramedFileWriter chunks =
        SegmentFormatV1.CHUNKS.create(
            files, directory.resolve(SegmentFormatV1.CHUNKS_FILE), name.number());
    try {
      FramedFileWriter index =
          SegmentFormatV1.INDEX.create(
              files, directory.resolve(SegmentFormatV1.INDEX_FILE), name.number());
      return new FilesWriter(files, directory, name, precision, chunks, index);
    } catch (IOException | RuntimeException e) {
      chunks.close();
      throw e;
    }
  }

  @Override
  public void series(int newId, Labels newLabels, ValueKind newKind) throws IOException {
    endSeries();
    if (labels != null && Integer.compareUnsigned(newId, id) <= 0) {
      throw new IllegalArgumentException(
          "series %s after series %s"
              .formatted(Integer.toUnsignedString(newId), Integer.toUnsignedString(id)));
    }
    id = newId;
    labels = newLabels;
    kind = newKind;
    places.clear();
  }

  private void endSeries() throws IOException {
    if (labels != null) {
      index.series(id, labels, kind, places);
    }
  }

  @Override
  public void append(EncodedChunk chunk) throws IOException {
    if (labels == null) {
      throw new IllegalStateException("a chunk without a series");
    }
    long offset = chunks.position();
    if (offset > MAX_CHUNK_BYTES) {
      throw new IOException("%d bytes of chunks, expected at most 1 TiB".formatted(offset));
    }
    int length = chunks.append(chunk);
    places.add(chunk.minTime(), chunk.maxTime(), offset, length);
    chunkCount++;
    sampleCount += chunk.count();
    minTime = Math.min(minTime, chunk.minTime());
    maxTime = Math.max(maxTime, chunk.maxTime());
    minSequence = Math.min(minSequence, chunk.minSequence());
    maxSequence = Math.max(maxSequence, chunk.maxSequence());
  }

  @Override
  public void finish(WalMark mark, List<Long> replaces) throws IOException {
    endSeries();
    labels = null;
    index.finish();
    MetaFile.Part chunksPart = finish(chunksWriter, SegmentFormatV1.CHUNKS_FILE);
    MetaFile.Part indexPart = finish(indexWriter, SegmentFormatV1.INDEX_FILE);
    SegmentMeta meta =
        new SegmentMeta(
            name,
            precision,
            index.seriesCount(),
            chunkCount,
            sampleCount,
            minTime,
            maxTime,
            minSequence,
            maxSequence,
            mark,
            replaces,
            codecs.uses(),
            0,
            0);
    byte[] payload = MetaFile.write(meta, indexPart, chunksPart);
    Path file = directory.resolve(SegmentFormatV1.META_FILE);
    try (FramedFileWriter writer = SegmentFormatV1.META.create(files, file, name.number())) {
      writer.write(payload, 0, payload.length);
      writer.finish();
    }
  }

  private MetaFile.Part finish(FramedFileWriter writer, String fileName) throws IOException {
    long length = writer.position();
    writer.finish();
    Path path = directory.resolve(fileName);
    byte[] crc = new byte[Integer.BYTES];
    try (StoreFile file = files.openRead(path)) {
      if (file.read(FileFrame.HEADER_BYTES + length, crc, 0, crc.length) < crc.length) {
        throw new IOException("%s ends before its footer".formatted(path));
      }
    }
    return new MetaFile.Part(
        length,
        (crc[0] & 0xFF) | (crc[1] & 0xFF) << 8 | (crc[2] & 0xFF) << 16 | (crc[3] & 0xFF) << 24);
  }

  @Override
  public void close() throws IOException {
    try (chunksWriter) {
      indexWriter.close();
    }
  }
}
