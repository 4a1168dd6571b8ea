package io.tsink.engine.head;

import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.engine.chunk.ChunkEncoder;
import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.chunk.CodecLease;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.series.Series;
import io.tsink.spi.codec.EncodePurpose;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes chunks of open rows, with the codecs of the moment. Thread-safe.
public final class Sealer {
  private final CodecCatalog catalog;
  private final int chunkPoints;

  /// @param chunkPoints most rows of a chunk
  public Sealer(CodecCatalog catalog, int chunkPoints) {
    this.catalog = catalog;
    this.chunkPoints = chunkPoints;
  }

  /// Begins a run of seals; it must be closed.
  Session begin() {
    return new Session();
  }

  /// A run of seals by one thread. It takes a lease on codecs when it has something to do.
  final class Session implements AutoCloseable {
    private @Nullable CodecLease lease;
    private @Nullable ChunkEncoder encoder;

    /// Seals rows that nothing is appended to any more.
    SealedRows seal(Series series, OpenRows open, long millis) {
      HeadRows rows = open.capture(true);
      var chunks = new ArrayList<EncodedChunk>(1);
      for (Block block : rows.blocks(Long.MAX_VALUE, TimeRange.ALL)) {
        encode(block, chunks);
      }
      return new SealedRows(series, chunks, rows, open.firstPosition(), millis);
    }

    /// Cuts a block into as few chunks as possible, of equal length.
    private void encode(Block block, List<EncodedChunk> chunks) {
      int size = block.size();
      int count = (size + chunkPoints - 1) / chunkPoints;
      for (int i = 0; i < count; i++) {
        int from = block.from() + (int) ((long) size * i / count);
        int to = block.from() + (int) ((long) size * (i + 1) / count);
        chunks.add(encoder().encode(block, from, to, 0));
      }
    }

    private ChunkEncoder encoder() {
      if (encoder == null) {
        lease = catalog.lease();
        encoder = new ChunkEncoder(lease.codecs(), EncodePurpose.SEAL);
      }
      return encoder;
    }

    @Override
    public void close() {
      if (lease != null) {
        lease.close();
      }
    }
  }
}
