package io.tsink.engine.chunk;

import io.tsink.api.StaleMarker;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkSummary;
import org.jspecify.annotations.Nullable;

/// Works out what is known of the samples of a chunk, in one pass. Confined and reusable.
///
/// The sum is that of Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
/// Summen" (1974), from the first sample to the last. Integers and truth values count as the
/// doubles that [Block#number] makes of them.
final class SummaryBuilder {
  /// Chunks of fewer samples are decoded as fast as a summary is read, and have none.
  static final int MIN_ROWS = 4;

  private int nans;
  private int stale;
  private double min;
  private double max;
  private double sum;
  private double compensation;
  private long firstTime;
  private double first;
  private long lastTime;
  private double last;
  private boolean any;
  private int resets;
  private double drops;
  private int changes;

  /// What is known of rows `[from, to)`, or null when they are few or no numbers.
  @Nullable ChunkSummary of(Block rows, int from, int to) {
    ValueKind kind = rows.kind();
    if (!kind.isNumeric() || to - from < MIN_ROWS) {
      return null;
    }
    clear(rows.times()[from]);
    for (int i = from; i < to; i++) {
      add(rows.times()[i], kind == ValueKind.F64 ? rows.doubles()[i] : rows.number(i));
    }
    return new ChunkSummary(
        to - from,
        nans,
        stale,
        min,
        max,
        sum,
        compensation,
        firstTime,
        first,
        lastTime,
        last,
        resets,
        drops,
        changes,
        largestGap(rows.times(), from, to));
  }

  private void clear(long time) {
    nans = 0;
    stale = 0;
    min = Double.NaN;
    max = Double.NaN;
    sum = 0;
    compensation = 0;
    firstTime = time;
    first = Double.NaN;
    lastTime = time;
    last = Double.NaN;
    any = false;
    resets = 0;
    drops = 0;
    changes = 0;
  }

  private void add(long time, double value) {
    boolean number = !Double.isNaN(value);
    if (!number && StaleMarker.is(value)) {
      stale++;
      return;
    }
    if (!any) {
      firstTime = time;
      first = value;
      any = true;
    } else if (value != last) {
      follow(value, number);
    }
    lastTime = time;
    last = value;
    if (number) {
      addNumber(value);
    } else {
      nans++;
    }
  }

  /// Compares a value with the one before it, which is not equal to it.
  private void follow(double value, boolean number) {
    if (value < last) {
      resets++;
      drops += last;
    }
    if (number || !Double.isNaN(last)) {
      changes++;
    }
  }

  private void addNumber(double value) {
    min = Double.isNaN(min) ? value : Math.min(min, value);
    max = Double.isNaN(max) ? value : Math.max(max, value);
    double next = sum + value;
    compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }

  private static long largestGap(long[] times, int from, int to) {
    long gap = 0;
    for (int i = from + 1; i < to; i++) {
      gap = Math.max(gap, times[i] - times[i - 1]);
    }
    return gap;
  }
}
