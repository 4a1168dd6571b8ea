package io.tsink.engine.compact;

import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.ChunkEncoder;
import io.tsink.engine.chunk.EncodedChunk;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fills chunks with the rows of one series as they come, by rising time. Confined and reusable.
///
/// A small chunk that turns out to have no neighbour to be put together with goes on as it is.
final class ChunkAssembler {
  private final ChunkDecoder decoder;
  private final ChunkEncoder encoder;
  private final int chunkPoints;
  private final Consumer<EncodedChunk> sink;
  private final Block loaded = new Block();
  private final Block rows = new Block();
  private int size;
  private @Nullable SourceChunk small;
  private long copied;
  private long merged;

  /// @param chunkPoints most rows of a chunk
  /// @param sink takes the chunks, by rising time
  ChunkAssembler(
      ChunkDecoder decoder, ChunkEncoder encoder, int chunkPoints, Consumer<EncodedChunk> sink) {
    this.decoder = decoder;
    this.encoder = encoder;
    this.chunkPoints = chunkPoints;
    this.sink = sink;
  }

  /// Adds a chunk whose rows are all kept and come after those added before.
  void add(SourceChunk chunk, boolean readable) {
    if (!readable || 2 * chunk.chunk().count() > chunkPoints) {
      copy(chunk);
    } else if (size == 0 && small == null) {
      small = chunk;
    } else {
      chunk.load(decoder, loadedFor(chunk));
      append(loaded, loaded.from(), loaded.to());
    }
  }

  private Block loadedFor(SourceChunk chunk) {
    if (small != null && small.chunk().kind() != chunk.chunk().kind()) {
      flush();
    }
    decodeSmall();
    return loaded;
  }

  /// Adds a chunk as it is, in the place of its first row.
  void copy(SourceChunk chunk) {
    flush();
    copied++;
    sink.accept(chunk.chunk());
  }

  /// Adds rows `[from, to)` of a block with sequences.
  void append(Block source, int from, int to) {
    decodeSmall();
    int next = from;
    while (next < to) {
      if (size > 0 && (rows.kind() != source.kind() || size == chunkPoints)) {
        flush();
      }
      if (size == 0) {
        begin(source.kind());
      }
      int count = Math.min(to - next, chunkPoints - size);
      copyRows(source, next, count);
      next += count;
    }
  }

  private void decodeSmall() {
    SourceChunk waiting = small;
    if (waiting != null) {
      small = null;
      waiting.load(decoder, loaded);
      append(loaded, loaded.from(), loaded.to());
    }
  }

  private void begin(ValueKind kind) {
    rows.reset(kind, chunkPoints);
    rows.fillStarts(chunkPoints);
    rows.fillSequences(chunkPoints);
  }

  private void copyRows(Block source, int from, int count) {
    System.arraycopy(source.times(), from, rows.times(), size, count);
    System.arraycopy(source.sequences(), from, rows.sequences(), size, count);
    for (int i = 0; i < count; i++) {
      rows.starts()[size + i] = source.start(from + i);
    }
    copyValues(source, from, count);
    size += count;
  }

  private void copyValues(Block source, int from, int count) {
    switch (source.kind()) {
      case F64 -> System.arraycopy(source.doubles(), from, rows.doubles(), size, count);
      case I64, U64 -> System.arraycopy(source.longs(), from, rows.longs(), size, count);
      case BOOL -> {
        for (int i = 0; i < count; i++) {
          putBit(size + i, source.bool(from + i));
        }
      }
      case BYTES, STRING -> {
        for (int i = 0; i < count; i++) {
          rows.bytes().append(source.bytes(), from + i);
        }
      }
      case HISTOGRAM -> {
        for (int i = 0; i < count; i++) {
          rows.histograms().append(source.histograms(), from + i);
        }
      }
    }
  }

  private void putBit(int at, boolean value) {
    long[] words = rows.longs();
    long bit = 1L << (at & 63);
    words[at >>> 6] = value ? words[at >>> 6] | bit : words[at >>> 6] & ~bit;
  }

  /// Ends the chunk being filled.
  void flush() {
    if (small != null) {
      EncodedChunk alone = small.chunk();
      small = null;
      copied++;
      sink.accept(alone);
    }
    if (size > 0) {
      rows.range(0, size);
      merged++;
      int count = size;
      size = 0;
      sink.accept(encoder.encode(rows, 0, count, 0));
    }
  }

  /// Chunks that went on as they were.
  long copied() {
    return copied;
  }

  /// Chunks that were coded anew.
  long merged() {
    return merged;
  }
}
