package io.tsink.api.store;

import io.tsink.api.TimeRange;
import org.jspecify.annotations.Nullable;

/// What [Storage#selectWithOptions] does with the samples of a range: aggregate them, whole or in
/// buckets, and return a part. Immutable; each `with…` method returns changed options.
///
/// Without an interval an aggregation gives one point for the range. [Aggregation#MIN],
/// [Aggregation#MAX], [Aggregation#FIRST] and [Aggregation#LAST] give that sample with its own
/// time; the point of the others has the time of the last sample that counted.
///
/// With an interval there is one point for each bucket that is not empty, at the start of the
/// bucket, which is `start + ⌊(time − start) / interval⌋ · interval`.
///
/// Offset and limit count points after aggregation.
public final class QueryOptions {
  /// [#interval] of options without buckets.
  public static final long WHOLE = 0;

  private final TimeRange range;
  private final Aggregation aggregation;
  private final @Nullable BytesAggregation<?> bytes;
  private final long interval;
  private final long offset;
  private final long limit;

  private QueryOptions(
      TimeRange range,
      Aggregation aggregation,
      @Nullable BytesAggregation<?> bytes,
      long interval,
      long offset,
      long limit) {
    this.range = range;
    this.aggregation = aggregation;
    this.bytes = bytes;
    this.interval = interval;
    this.offset = offset;
    this.limit = limit;
  }

  /// The samples of `[start, end)` as they are.
  ///
  /// @throws StorageException of kind `INVALID_TIME_RANGE` unless `start < end`
  public static QueryOptions over(long start, long end) {
    return new QueryOptions(
        Verbs.range(start, end), Aggregation.NONE, null, WHOLE, 0, Long.MAX_VALUE);
  }

  /// A fold together with how it reads bytes.
  record BytesAggregation<T>(BytesDecoder<T> decoder, BytesFold<T> fold) {
    Reduction reduction() {
      return new BytesReduction<>(decoder, fold);
    }
  }

  /// The samples that are read.
  public TimeRange range() {
    return range;
  }

  public Aggregation aggregation() {
    return aggregation;
  }

  /// The width of a bucket, or [#WHOLE].
  public long interval() {
    return interval;
  }

  /// Number of points that are left out at the front.
  public long offset() {
    return offset;
  }

  /// Most points that are returned.
  public long limit() {
    return limit;
  }

  /// What a run of samples is reduced to, null for the samples themselves.
  @Nullable Reduction reduction() {
    if (bytes != null) {
      return bytes.reduction();
    }
    if (aggregation == Aggregation.NONE) {
      return interval == WHOLE ? null : Reductions.of(Aggregation.LAST);
    }
    return Reductions.of(aggregation);
  }

  /// Aggregates, in the place of what was to be aggregated before.
  public QueryOptions withAggregation(Aggregation value) {
    return new QueryOptions(range, value, null, interval, offset, limit);
  }

  /// Aggregates a series of `BYTES` or `STRING` in a way of one's own, in the place of what was to
  /// be aggregated before.
  public <T> QueryOptions withBytesFold(BytesDecoder<T> decoder, BytesFold<T> fold) {
    return new QueryOptions(
        range, Aggregation.NONE, new BytesAggregation<>(decoder, fold), interval, offset, limit);
  }

  /// Makes buckets.
  ///
  /// @param value width of a bucket, at least 1
  /// @throws StorageException of kind `INVALID_ARGUMENT` otherwise
  public QueryOptions withInterval(long value) {
    if (value < 1) {
      throw new StorageException(
          ErrorKind.INVALID_ARGUMENT, "interval %d, expected at least 1".formatted(value));
    }
    return new QueryOptions(range, aggregation, bytes, value, offset, limit);
  }

  /// Leaves points out at the front.
  ///
  /// @throws StorageException of kind `INVALID_ARGUMENT` when it is negative
  public QueryOptions withOffset(long value) {
    return new QueryOptions(
        range, aggregation, bytes, interval, Verbs.notNegative("offset", value), limit);
  }

  /// Returns only so many points.
  ///
  /// @throws StorageException of kind `INVALID_ARGUMENT` when it is negative
  public QueryOptions withLimit(long value) {
    return new QueryOptions(
        range, aggregation, bytes, interval, offset, Verbs.notNegative("limit", value));
  }
}
