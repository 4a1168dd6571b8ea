package io.tsink.testkit.storage;

import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.ChunkSource;
import io.tsink.api.store.ChunkSummary;
import org.jspecify.annotations.Nullable;

/// A cursor that changes nothing; subclasses change what they want to. Confined.
public class DelegatingCursor implements ChunkCursor {
  private final ChunkCursor lower;

  public DelegatingCursor(ChunkCursor lower) {
    this.lower = lower;
  }

  @Override
  public boolean nextChunk() {
    return lower.nextChunk();
  }

  @Override
  public void seek(long time) {
    lower.seek(time);
  }

  @Override
  public ValueKind kind() {
    return lower.kind();
  }

  @Override
  public int count() {
    return lower.count();
  }

  @Override
  public long minTime() {
    return lower.minTime();
  }

  @Override
  public long maxTime() {
    return lower.maxTime();
  }

  @Override
  public ChunkSource source() {
    return lower.source();
  }

  @Override
  public @Nullable ChunkSummary summary() {
    return lower.summary();
  }

  @Override
  public void load(Block block) {
    lower.load(block);
  }
}
