package io.tsink.testkit.storage;

import static java.util.Objects.requireNonNull;

import io.tsink.api.Labels;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import io.tsink.api.store.LatestSet;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.SelectHints;
import java.util.List;

/// Series with one sample each, in short batches.
final class ModelLatestSet implements LatestSet {
  private static final int BATCH_ROWS = 16;

  private final List<ModelView.Part> series;
  private final SelectHints hints;
  private final QueryContext context;
  private final ValueIds ids;
  private int next;
  private List<ModelView.Part> batch = List.of();

  ModelLatestSet(
      List<ModelView.Part> series, SelectHints hints, QueryContext context, ValueIds ids) {
    this.series = series;
    this.hints = hints;
    this.context = context;
    this.ids = ids;
  }

  @Override
  public boolean nextBatch() {
    context.check();
    int end = Math.min(series.size(), next + BATCH_ROWS);
    batch = series.subList(next, end);
    next = end;
    context.chargeSeries(batch.size());
    context.chargeSamples(batch.size());
    return !batch.isEmpty();
  }

  @Override
  public int size() {
    return batch.size();
  }

  @Override
  public Labels labels(int index) {
    return batch.get(index).labels();
  }

  @Override
  public int valueId(int index, int label) {
    List<String> projection = requireNonNull(hints.projection(), "projection");
    return ids.of(labels(index).getOrEmpty(projection.get(label)));
  }

  @Override
  public long[] times() {
    return batch.stream().mapToLong(part -> part.samples().getFirst().time()).toArray();
  }

  @Override
  public double[] numbers() {
    return batch.stream()
        .map(part -> part.samples().getFirst().value())
        .mapToDouble(v -> v.kind().isNumeric() ? SampleColumns.number(v) : Double.NaN)
        .toArray();
  }

  @Override
  public ValueKind kind(int index) {
    return value(index).kind();
  }

  @Override
  public long start(int index) {
    return batch.get(index).samples().getFirst().start();
  }

  @Override
  public Value value(int index) {
    return batch.get(index).samples().getFirst().value();
  }

  @Override
  public void close() {}
}
