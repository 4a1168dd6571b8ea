package io.tsink.engine.query;

import io.tsink.api.Labels;
import io.tsink.api.TimeRange;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.LatestSet;
import io.tsink.api.store.SelectHints;
import io.tsink.engine.series.Series;
import java.util.ArrayList;
import java.util.List;

/// The last sample of each of many series within a range. Confined.
final class LatestSamples implements LatestSet {
  private static final int BATCH = 256;

  private final QueryRun query;
  private final TimeRange range;
  private final SelectHints hints;
  private final Series[] candidates;
  private final Projection projection;
  private final Block one = new Block();
  private final Block other = new Block();

  private int next;
  private long found;
  private final List<Series> series = new ArrayList<>(BATCH);
  private final long[] times = new long[BATCH];
  private final double[] numbers = new double[BATCH];
  private final long[] starts = new long[BATCH];
  private final Value[] values = new Value[BATCH];

  LatestSamples(
      QueryRun query,
      TimeRange range,
      SelectHints hints,
      Series[] candidates,
      Projection projection) {
    this.query = query;
    this.range = range;
    this.hints = hints;
    this.candidates = candidates;
    this.projection = projection;
  }

  @Override
  public boolean nextBatch() {
    series.clear();
    while (series.size() < BATCH && next < candidates.length && found < hints.seriesLimit()) {
      query.check();
      Series candidate = candidates[next++];
      if (take(candidate)) {
        query.context().chargeSeries(1);
        series.add(candidate);
        found++;
      }
    }
    return !series.isEmpty();
  }

  private boolean take(Series candidate) {
    SeriesCursor cursor =
        query.cursor(candidate, range, new Part.Wanted(true, false), hints.numericAsF64(), false);
    Block block = cursor == null ? null : cursor.last(one, other);
    if (block == null) {
      return false;
    }
    int at = series.size();
    int row = block.to() - 1;
    times[at] = block.times()[row];
    numbers[at] = block.kind().isNumeric() ? block.number(row) : Double.NaN;
    starts[at] = block.start(row);
    values[at] = block.value(row);
    return true;
  }

  @Override
  public int size() {
    return series.size();
  }

  @Override
  public Labels labels(int index) {
    return series.get(index).labels();
  }

  @Override
  public int valueId(int index, int label) {
    return projection.valueId(series.get(index), label);
  }

  @Override
  public long[] times() {
    return times;
  }

  @Override
  public double[] numbers() {
    return numbers;
  }

  @Override
  public ValueKind kind(int index) {
    return values[index].kind();
  }

  @Override
  public long start(int index) {
    return starts[index];
  }

  @Override
  public Value value(int index) {
    return values[index];
  }

  @Override
  public void close() {
    next = candidates.length;
    series.clear();
  }
}
