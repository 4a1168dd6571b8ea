package io.tsink.engine.head;

import io.tsink.api.store.Block;
import io.tsink.engine.chunk.ChunkEncoder;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.spi.codec.EncodePurpose;
import java.util.ArrayList;
import java.util.List;

/// What sealing works in. Confined to whoever seals; reused, so that sealing allocates what it
/// keeps and nothing else.
final class SealScratch {
  private final HeadRows rows = new HeadRows();
  private final RowColumns columns = new RowColumns();
  private final Block block = new Block();
  private final ChunkEncoder encoder = new ChunkEncoder(EncodePurpose.SEAL);
  private final List<EncodedChunk> chunks = new ArrayList<>();

  HeadRows rows() {
    return rows;
  }

  RowColumns columns() {
    return columns;
  }

  Block block() {
    return block;
  }

  ChunkEncoder encoder() {
    return encoder;
  }

  /// Chunks on the way to their owner.
  List<EncodedChunk> chunks() {
    return chunks;
  }
}
