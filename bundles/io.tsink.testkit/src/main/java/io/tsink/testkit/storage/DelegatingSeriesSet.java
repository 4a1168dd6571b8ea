package io.tsink.testkit.storage;

import io.tsink.api.Labels;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.SeriesSet;
import java.util.List;

/// A series set that changes nothing but that it is not divided; subclasses change what they want
/// to. Confined.
public class DelegatingSeriesSet implements SeriesSet {
  private final SeriesSet lower;

  public DelegatingSeriesSet(SeriesSet lower) {
    this.lower = lower;
  }

  @Override
  public boolean next() {
    return lower.next();
  }

  @Override
  public Labels labels() {
    return lower.labels();
  }

  @Override
  public long identityHash() {
    return lower.identityHash();
  }

  @Override
  public int valueId(int label) {
    return lower.valueId(label);
  }

  @Override
  public ChunkCursor samples() {
    return lower.samples();
  }

  @Override
  public List<SeriesSet> split(int parts) {
    return List.of(this);
  }

  @Override
  public void close() {
    lower.close();
  }
}
