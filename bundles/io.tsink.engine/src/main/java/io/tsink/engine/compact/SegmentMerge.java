package io.tsink.engine.compact;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.ChunkEncoder;
import io.tsink.engine.chunk.Codecs;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.index.Postings;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentDraft;
import io.tsink.engine.tombstone.Tombstones;
import io.tsink.spi.codec.EncodePurpose;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Writes what is kept of some segments into one. Confined; for one run.
final class SegmentMerge {
  private final List<Segment> inputs;
  private final Tombstones hidden;
  private final SegmentDraft draft;
  private final ChunkAssembler assembler;
  private final SeriesMerge series;
  private int id;
  private boolean begun;

  /// @param inputs held
  /// @param codecs held by a lease
  /// @param oldest samples before it are left out
  /// @param chunkPoints most rows of a chunk
  SegmentMerge(
      List<Segment> inputs,
      Tombstones hidden,
      long oldest,
      Codecs codecs,
      int chunkPoints,
      SegmentDraft draft) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.draft = draft;
    EncodePurpose purpose =
        draft.name().level() < 2 ? EncodePurpose.FLUSH : EncodePurpose.COMPACT_COLD;
    var decoder = new ChunkDecoder(codecs);
    this.assembler =
        new ChunkAssembler(decoder, new ChunkEncoder(codecs, purpose), chunkPoints, this::append);
    this.series = new SeriesMerge(inputs, codecs, decoder, oldest, assembler);
  }

  /// Writes everything.
  ///
  /// @param stopping asked again and again
  /// @throws DamagedInputException when an input is damaged
  /// @throws StorageException `SHUTTING_DOWN` when it was stopped; `IO`, `STORAGE_FULL`
  void run(BooleanSupplier stopping) {
    inputs.forEach(SegmentMerge::verify);
    int[] ids = Postings.union(inputs.stream().map(one -> one.labels().all()).toList()).toArray();
    for (int next : ids) {
      if (stopping.getAsBoolean()) {
        throw new StorageException(ErrorKind.SHUTTING_DOWN, "the store is closing");
      }
      id = next;
      begun = false;
      series.merge(id, hidden.of(id));
    }
  }

  /// What is copied is not decoded, so that damage would be handed on.
  private static void verify(Segment input) {
    try {
      input.verify();
    } catch (StorageException e) {
      throw e.kind() == ErrorKind.CORRUPTION ? new DamagedInputException(input, e) : e;
    }
  }

  private void append(EncodedChunk chunk) {
    if (!begun) {
      begun = true;
      for (Segment input : inputs) {
        if (input.series(id, draft::series)) {
          break;
        }
      }
    }
    draft.append(chunk);
  }

  /// Chunks that went on as they were.
  long copied() {
    return assembler.copied();
  }

  /// Chunks that were coded anew.
  long merged() {
    return assembler.merged();
  }
}
