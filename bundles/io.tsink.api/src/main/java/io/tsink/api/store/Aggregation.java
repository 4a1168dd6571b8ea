package io.tsink.api.store;

/// What the samples of a series, or of a bucket of it, are reduced to. Constants may be added.
///
/// NaN values and stale markers are left out, whatever the aggregation; where nothing is left there
/// is no point. [#NONE], [#FIRST], [#LAST] and [#COUNT] take every kind of value. The others take
/// numbers: doubles, integers, and truth values as 0 and 1.
public enum Aggregation {
  /// The samples as they are; in buckets the same as [#LAST].
  NONE,
  /// The sum. Sums of integers are integers of the same kind and saturate, others are doubles.
  SUM,
  /// The sample with the smallest value, of several the first.
  MIN,
  /// The sample with the greatest value, of several the first.
  MAX,
  /// The mean, a double.
  AVG,
  /// The first sample.
  FIRST,
  /// The last sample.
  LAST,
  /// The number of samples, an unsigned integer.
  COUNT,
  /// The middle value, or the mean of the two middle values, a double.
  MEDIAN,
  /// The greatest value less the smallest. Of integers it is an integer of the same kind and
  /// saturates.
  RANGE,
  /// The population variance, a double.
  VARIANCE,
  /// The square root of [#VARIANCE].
  STDDEV
}
