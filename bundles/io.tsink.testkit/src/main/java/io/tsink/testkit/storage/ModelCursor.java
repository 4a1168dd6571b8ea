package io.tsink.testkit.storage;

import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.ChunkSource;
import io.tsink.api.store.ChunkSummary;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.SelectHints;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The samples of one series cut into short chunks of one kind.
final class ModelCursor implements ChunkCursor {
  private static final int CHUNK_ROWS = 16;

  private final List<List<Version>> chunks;
  private final SelectHints hints;
  private final QueryContext context;
  private int next;
  private List<Version> current = List.of();

  ModelCursor(List<Version> samples, SelectHints hints, QueryContext context) {
    this.chunks = chunks(samples);
    this.hints = hints;
    this.context = context;
  }

  static List<List<Version>> chunks(List<Version> samples) {
    var chunks = new ArrayList<List<Version>>();
    List<Version> chunk = List.of();
    for (Version version : samples) {
      if (chunk.isEmpty()
          || chunk.size() == CHUNK_ROWS
          || chunk.getFirst().value().kind() != version.value().kind()) {
        chunk = new ArrayList<>();
        chunks.add(chunk);
      }
      chunk.add(version);
    }
    return chunks;
  }

  @Override
  public boolean nextChunk() {
    if (next == chunks.size()) {
      return false;
    }
    current = chunks.get(next++);
    return true;
  }

  @Override
  public void seek(long time) {
    while (next < chunks.size() && chunks.get(next).getLast().time() < time) {
      next++;
    }
  }

  @Override
  public ValueKind kind() {
    return current.getFirst().value().kind();
  }

  @Override
  public int count() {
    return current.size();
  }

  @Override
  public long minTime() {
    return current.getFirst().time();
  }

  @Override
  public long maxTime() {
    return current.getLast().time();
  }

  @Override
  public ChunkSource source() {
    return ChunkSource.HEAD;
  }

  @Override
  public @Nullable ChunkSummary summary() {
    return hints.columns().contains(SelectHints.Column.SUMMARY) && kind() == ValueKind.F64
        ? SampleSummary.of(current)
        : null;
  }

  @Override
  public void load(Block block) {
    context.check();
    context.chargeSamples(current.size());
    context.chargeBytes(16L * current.size());
    SampleColumns.fill(block, current, hints.columns());
  }
}
