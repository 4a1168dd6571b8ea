package io.tsink.api.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramColumn;
import io.tsink.api.StaleMarker;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;

/// Decoded samples of one kind, owned and reused by the caller. Confined.
///
/// Entries `[from, to)` of the columns are valid. The column of values is the one of the kind:
/// `doubles` for `F64`; `longs` for `I64` and `U64`; bit `i` of the words in `longs` for `BOOL`,
/// with bit `i & 63` of word `i >>> 6`; `bytes` for `BYTES` and `STRING`; `histograms` for
/// `HISTOGRAM`.
///
/// The arrays are public to loops through their accessors and replaced when they have to grow, so
/// they are fetched anew after each load. Nobody but the loader writes to them: the time column may
/// be shared between series, in which case [#timesId] is the same number for both.
public final class Block {
  /// [#timesId] of times that nothing is known of.
  public static final long UNSHARED = 0;

  private static final int FIRST_CAPACITY = 1024;

  private ValueKind kind = ValueKind.F64;
  private int from;
  private int to;
  private long timesId = UNSHARED;
  private long[] times = new long[FIRST_CAPACITY];
  private long[] ownTimes = times;
  private double[] doubles = new double[0];
  private long[] longs = new long[0];
  private boolean hasStarts;
  private long[] starts = new long[0];
  private boolean hasSequences;
  private long[] sequences = new long[0];
  private final BytesColumn bytes = new BytesColumn();
  private final HistogramColumn histograms = new HistogramColumn();

  /// The kind of every sample.
  public ValueKind kind() {
    return kind;
  }

  /// The first valid entry.
  public int from() {
    return from;
  }

  /// One past the last valid entry.
  public int to() {
    return to;
  }

  public int size() {
    return to - from;
  }

  /// The times.
  public long[] times() {
    return times;
  }

  /// Equal and not [#UNSHARED] for two blocks of one querier: their time columns are the same.
  public long timesId() {
    return timesId;
  }

  /// The values of `F64` samples.
  public double[] doubles() {
    return doubles;
  }

  /// The values of `I64` and `U64` samples, or the words of `BOOL` samples.
  public long[] longs() {
    return longs;
  }

  /// The values of `BYTES` and `STRING` samples; entry `i` is row `i`.
  public BytesColumn bytes() {
    return bytes;
  }

  /// The values of `HISTOGRAM` samples; entry `i` is row `i`.
  public HistogramColumn histograms() {
    return histograms;
  }

  /// Whether there are start timestamps; 0 means unknown for a sample.
  public boolean hasStarts() {
    return hasStarts;
  }

  /// The start timestamps, if there are any.
  public long[] starts() {
    return starts;
  }

  /// Whether there are sequences.
  public boolean hasSequences() {
    return hasSequences;
  }

  /// The sequences, if there are any.
  public long[] sequences() {
    return sequences;
  }

  /// The truth value of a `BOOL` sample.
  public boolean bool(int index) {
    return (longs[index >>> 6] >>> (index & 63) & 1) != 0;
  }

  /// A numeric sample as PromQL reads it: integers and truth values as doubles.
  public double number(int index) {
    return switch (kind) {
      case F64 -> doubles[index];
      case I64 -> longs[index];
      case U64 -> unsigned(longs[index]);
      case BOOL -> bool(index) ? 1 : 0;
      case BYTES, STRING, HISTOGRAM ->
          throw new IllegalStateException("%s is not numeric".formatted(kind));
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }

  /// The start timestamp of a sample, 0 when unknown.
  public long start(int index) {
    return hasStarts ? starts[index] : 0;
  }

  /// Whether a sample is a stale marker.
  public boolean stale(int index) {
    return switch (kind) {
      case F64 -> StaleMarker.is(doubles[index]);
      case HISTOGRAM -> StaleMarker.is(histograms.sum(index));
      case I64, U64, BOOL, BYTES, STRING -> false;
    };
  }

  /// A sample as an object.
  public Value value(int index) {
    return switch (kind) {
      case F64 -> new Value.F64(doubles[index]);
      case I64 -> new Value.I64(longs[index]);
      case U64 -> new Value.U64(longs[index]);
      case BOOL -> new Value.Bool(bool(index));
      case BYTES -> new Value.Bytes(bytes.copyOf(index));
      case STRING -> new Value.Text(new String(bytes.copyOf(index), UTF_8));
      case HISTOGRAM -> new Value.Histogram(histograms.toNativeHistogram(index));
    };
  }

  /// Empties the block for a loader: every column of the kind gets room for `capacity` entries.
  public void reset(ValueKind changed, int capacity) {
    kind = changed;
    from = 0;
    to = 0;
    if (timesId != UNSHARED) {
      times = ownTimes;
      timesId = UNSHARED;
    }
    hasStarts = false;
    hasSequences = false;
    bytes.clear();
    histograms.clear();
    times = grown(times, capacity);
    ownTimes = times;
    switch (kind) {
      case F64 -> {
        if (doubles.length < capacity) {
          doubles = new double[capacity(capacity)];
        }
      }
      case I64, U64 -> longs = grown(longs, capacity);
      case BOOL -> longs = grown(longs, (capacity + 63) / 64);
      case BYTES, STRING, HISTOGRAM -> {}
    }
  }

  /// Says which entries are valid, once the loader has filled them.
  public void range(int first, int end) {
    from = first;
    to = end;
  }

  /// Puts a shared time column in the place of the block's own.
  ///
  /// @param shared not changed by anybody from now on
  /// @param id not [#UNSHARED], the same for the same column
  public void shareTimes(long[] shared, long id) {
    times = shared;
    timesId = id;
  }

  /// Makes room for start timestamps and says that there are some.
  public long[] fillStarts(int capacity) {
    starts = grown(starts, capacity);
    hasStarts = true;
    return starts;
  }

  /// Makes room for sequences and says that there are some.
  public long[] fillSequences(int capacity) {
    sequences = grown(sequences, capacity);
    hasSequences = true;
    return sequences;
  }

  private static long[] grown(long[] array, int capacity) {
    return array.length < capacity ? new long[capacity(capacity)] : array;
  }

  private static int capacity(int wanted) {
    return Math.max(FIRST_CAPACITY, wanted);
  }

  /// Copies the samples of a numeric block to arrays of the caller.
  ///
  /// @return the number of samples copied
  public int copy(long[] intoTimes, double[] intoValues, int offset) {
    int size = size();
    System.arraycopy(times, from, intoTimes, offset, size);
    if (kind == ValueKind.F64) {
      System.arraycopy(doubles, from, intoValues, offset, size);
    } else {
      for (int i = 0; i < size; i++) {
        intoValues[offset + i] = number(from + i);
      }
    }
    return size;
  }
}
