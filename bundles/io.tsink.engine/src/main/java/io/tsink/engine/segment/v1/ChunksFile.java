package io.tsink.engine.segment.v1;

import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.chunk.EncodedColumn;
import io.tsink.engine.io.FramedFileWriter;
import io.tsink.spi.codec.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes `segment.chunks`. Confined.
final class ChunksFile {

  static final int HAS_STARTS = 1;
  static final int HAS_SEQUENCES = 2;
  static final int HAS_SUMMARY = 4;

  /// What comes before the header: its length and its checksum.
  static final int PREFIX_BYTES = 6;

  private final FramedFileWriter file;
  private final CodecTable codecs;
  private final SharedColumns shared = new SharedColumns();
  private final Output header = new Output(256);
  private final Output prefix = new Output(PREFIX_BYTES);
  private final List<EncodedColumn> inline = new ArrayList<>(4);
  private byte[] buffer = new byte[4096];

  ChunksFile(FramedFileWriter file, CodecTable codecs) {
    this.file = file;
    this.codecs = codecs;
  }

  /// Where the next chunk goes.
  long position() {
    return file.position();
  }

  /// Appends a chunk and returns its length.
  int append(EncodedChunk chunk) throws IOException {
    long start = file.position();
    header.clear();
    inline.clear();
    EncodedColumn starts = chunk.starts();
    EncodedColumn sequences = chunk.sequences();
    header.putByte(chunk.kind().ordinal());
    byte[] summary = chunk.summaryBytes();
    header.putByte(
        (starts == null ? 0 : HAS_STARTS)
            | (sequences == null ? 0 : HAS_SEQUENCES)
            | (summary == null ? 0 : HAS_SUMMARY));
    header.putVarint(chunk.count());
    header.putZigZag(chunk.minTime());
    header.putVarint(chunk.maxTime() - chunk.minTime());
    header.putVarint(chunk.minSequence());
    header.putVarint(chunk.maxSequence() - chunk.minSequence());
    putShareable(chunk.times(), chunk.count(), start);
    put(chunk.values(), 0);
    if (starts != null) {
      putShareable(starts, chunk.count(), start);
    }
    if (sequences != null) {
      putShareable(sequences, chunk.count(), start);
    }
    if (summary != null) {
      header.putVarint(summary.length);
      header.putBytes(summary, 0, summary.length);
    }
    prefix.clear();
    prefix.putByte(header.size());
    prefix.putByte(header.size() >>> 8);
    prefix.putInt(EncodedColumn.crcOf(header.array(), 0, header.size()));
    file.write(prefix.array(), 0, prefix.size());
    file.write(header.array(), 0, header.size());
    writeInline(chunk.values(), chunk.count());
    return Math.toIntExact(file.position() - start);
  }

  private void putShareable(EncodedColumn column, int rows, long start) {
    long offset = shared.find(column, rows);
    put(column, offset < 0 ? 0 : start - offset);
  }

  private void put(EncodedColumn column, long back) {
    header.putVarint(codecs.number(column.codec()));
    header.putVarint(codecs.number(column.filter()));
    header.putVarint(column.length());
    if (column.filter() != null) {
      header.putVarint(column.rawLength());
    }
    header.putInt(column.crc());
    header.putVarint(back);
    if (back == 0) {
      inline.add(column);
      codecs.count(column.codec(), column.length());
      codecs.count(column.filter(), column.length());
    }
  }

  @SuppressWarnings("ReferenceEquality") // the column of values is never shared, the others are
  private void writeInline(EncodedColumn values, int rows) throws IOException {
    for (EncodedColumn column : inline) {
      if (column != values) {
        shared.add(column, rows, file.position());
      }
      int length = column.length();
      if (buffer.length < length) {
        buffer = new byte[length + length / 2];
      }
      column.copyTo(buffer, 0);
      file.write(buffer, 0, length);
    }
  }
}
