package io.tsink.engine.chunk;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives the rows of chunks as blocks. Confined and reusable; works with one set of codecs, which a
/// lease must hold.
///
/// All methods throw [io.tsink.api.store.StorageException]: of kind `CODEC_MISSING` when a codec
/// is not there, of kind `CORRUPTION` when a column is damaged. Columns that are not wanted are not
/// touched.
public final class ChunkDecoder {

  private final Codecs codecs;
  private final Scratch scratch = new Scratch();
  private final ColumnReader timeReader = new ColumnReader();
  private final ColumnReader reader = new ColumnReader();
  private final SharedTimes sharedTimes = new SharedTimes();
  private long decodedPoints;

  public ChunkDecoder(Codecs codecs) {
    this.codecs = codecs;
  }

  /// The first row whose time is not before `time`, or the number of rows.
  public int lowerBound(EncodedChunk chunk, long time) {
    if (time <= chunk.minTime()) {
      return 0;
    }
    if (time > chunk.maxTime()) {
      return chunk.count();
    }
    EncodedColumn column = chunk.times();
    LongCodec codec = codecs.longReader(column.codec());
    timeReader.fetch(column, codecs, scratch);
    decodedPoints += Math.min(codec.granule(), chunk.count());
    try {
      return codec.lowerBound(
          timeReader.bytes(),
          0,
          timeReader.length(),
          column.codec().version(),
          chunk.count(),
          time,
          scratch);
    } catch (CorruptBlock e) {
      throw column.corrupt(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw column.failed(e);
    }
  }

  /// Decodes the rows within a range of time; the block is empty when there are none.
  public void load(EncodedChunk chunk, TimeRange range, Set<Column> wanted, Block block) {
    load(chunk, lowerBound(chunk, range.start()), lowerBound(chunk, range.end()), wanted, block);
  }

  /// Decodes rows `[from, to)`.
  ///
  /// The block has sequences when they are wanted, start times when they are wanted and known. Its
  /// times are shared when the chunk lies in a file and its whole time column was decoded.
  public void load(EncodedChunk chunk, int from, int to, Set<Column> wanted, Block block) {
    if (from >= to) {
      block.reset(chunk.kind(), 0);
      return;
    }
    boolean timed = wanted.contains(Column.TIME);
    boolean valued = wanted.contains(Column.VALUE);
    long[] shared = timed ? sharedTimes(chunk, from, to) : null;
    int base = shared == null ? 0 : from;
    int room = valued ? room(valueCodec(chunk), chunk, from, to) : 0;
    if (timed && shared == null) {
      room = Math.max(room, room(codecs.longReader(chunk.times().codec()), chunk, from, to));
    }
    block.reset(chunk.kind(), base + room);
    if (shared != null) {
      block.shareTimes(shared, chunk.times().shareId());
    } else if (timed) {
      longs(timeReader, chunk.times(), chunk.count(), from, to, block.times(), 0);
    }
    if (valued) {
      loadValues(chunk, from, to, block, base);
    }
    EncodedColumn starts = chunk.starts();
    if (starts != null && wanted.contains(Column.START)) {
      int capacity = base + room(codecs.longReader(starts.codec()), chunk, from, to);
      longs(reader, starts, chunk.count(), from, to, block.fillStarts(capacity), base);
    }
    if (wanted.contains(Column.SEQUENCE)) {
      loadSequences(chunk, from, to, block, base);
    }
    block.range(base, base + to - from);
  }

  /// The whole time column if it may be shared and most of it is wanted anyway, else null.
  private long @Nullable [] sharedTimes(EncodedChunk chunk, int from, int to) {
    EncodedColumn column = chunk.times();
    if (column.shareId() == EncodedColumn.UNSHARED || (from > 0 && !isArray(chunk.kind()))) {
      return null;
    }
    long[] known = sharedTimes.get(column.shareId(), chunk.count());
    if (known != null || 2 * (to - from) < chunk.count()) {
      return known;
    }
    int count = chunk.count();
    long[] all = new long[room(codecs.longReader(column.codec()), chunk, 0, count)];
    longs(timeReader, column, count, 0, count, all, 0);
    sharedTimes.put(column.shareId(), count, all);
    return all;
  }

  /// Whether values can start at any index of the block.
  private static boolean isArray(ValueKind kind) {
    return switch (kind) {
      case F64, I64, U64, BOOL -> true;
      case BYTES, STRING, HISTOGRAM -> false;
    };
  }

  private Codec valueCodec(EncodedChunk chunk) {
    CodecRef ref = chunk.values().codec();
    return switch (chunk.kind()) {
      case F64 -> codecs.doubleReader(ref);
      case I64, U64 -> codecs.longReader(ref);
      case BOOL -> codecs.boolReader(ref);
      case BYTES, STRING -> codecs.bytesReader(ref);
      case HISTOGRAM -> codecs.histogramReader(ref);
    };
  }

  /// The entries that decoding rows `[from, to)` may write: up to the end of the last granule.
  private static int room(Codec codec, EncodedChunk chunk, int from, int to) {
    int granule = codec.granule();
    if (granule >= chunk.count()) {
      return chunk.count() - from;
    }
    return (to + granule - 1) / granule * granule - from;
  }

  private void loadValues(EncodedChunk chunk, int from, int to, Block block, int base) {
    EncodedColumn column = chunk.values();
    switch (chunk.kind()) {
      case F64 -> doubles(column, chunk.count(), from, to, block.doubles(), base);
      case I64, U64 -> longs(reader, column, chunk.count(), from, to, block.longs(), base);
      case BOOL, BYTES, STRING, HISTOGRAM -> others(column, chunk, from, to, block, base);
    }
  }

  private void loadSequences(EncodedChunk chunk, int from, int to, Block block, int base) {
    EncodedColumn column = chunk.sequences();
    if (column == null) {
      long[] all = block.fillSequences(base + to - from);
      Arrays.fill(all, base, base + to - from, chunk.minSequence());
      return;
    }
    int capacity = base + room(codecs.longReader(column.codec()), chunk, from, to);
    longs(reader, column, chunk.count(), from, to, block.fillSequences(capacity), base);
  }

  private void longs(
      ColumnReader source,
      EncodedColumn column,
      int count,
      int from,
      int to,
      long[] dest,
      int base) {
    LongCodec codec = codecs.longReader(column.codec());
    source.fetch(column, codecs, scratch);
    decodedPoints += granulesBetween(codec, count, from, to);
    int version = column.codec().version();
    try {
      codec.decode(
          source.bytes(), 0, source.length(), version, count, from, to, dest, base, scratch);
    } catch (CorruptBlock e) {
      throw column.corrupt(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw column.failed(e);
    }
  }

  private void doubles(EncodedColumn column, int count, int from, int to, double[] dest, int base) {
    DoubleCodec codec = codecs.doubleReader(column.codec());
    reader.fetch(column, codecs, scratch);
    int version = column.codec().version();
    try {
      codec.decode(
          reader.bytes(), 0, reader.length(), version, count, from, to, dest, base, scratch);
    } catch (CorruptBlock e) {
      throw column.corrupt(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw column.failed(e);
    }
  }

  private void others(
      EncodedColumn column, EncodedChunk chunk, int from, int to, Block block, int base) {
    CodecRef ref = column.codec();
    reader.fetch(column, codecs, scratch);
    byte[] src = reader.bytes();
    int len = reader.length();
    int version = ref.version();
    int count = chunk.count();
    try {
      switch (chunk.kind()) {
        case F64, I64, U64 -> throw new IllegalArgumentException(chunk.kind() + " is an array");
        case BOOL ->
            codecs
                .boolReader(ref)
                .decode(src, 0, len, version, count, from, to, block.longs(), base, scratch);
        case BYTES, STRING ->
            codecs
                .bytesReader(ref)
                .decode(src, 0, len, version, count, from, to, block.bytes(), scratch);
        case HISTOGRAM ->
            codecs
                .histogramReader(ref)
                .decode(src, 0, len, version, count, from, to, block.histograms(), scratch);
      }
    } catch (CorruptBlock e) {
      throw column.corrupt(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw column.failed(e);
    }
  }

  private static int granulesBetween(Codec codec, int count, int from, int to) {
    int granule = Math.min(codec.granule(), count);
    int first = from / granule * granule;
    return Math.min(count, (to + granule - 1) / granule * granule) - first;
  }

  /// The times decoded so far by all calls, whole granules counted.
  public long decodedPoints() {
    return decodedPoints;
  }
}
