package io.tsink.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What makes a native histogram valid for storing, and how one of too fine a schema is made so.
///
/// The texts are those of Prometheus, which senders know. A fault is found in this order: schema,
/// custom bounds or spans, bucket counts, total count.
///
/// A protocol that reads spans and buckets apart checks them with [#spansFault] before it makes a
/// [HistogramLayout], which cannot disagree with itself on the number of buckets.
public final class HistogramRules {

  /// The finest exponential schema that is stored.
  public static final int MAX_SCHEMA = 8;

  /// The coarsest exponential schema that is stored.
  public static final int MIN_SCHEMA = -4;

  private static final int MAX_REDUCIBLE_SCHEMA = 52;
  private static final String CUSTOM = "custom buckets: ";

  private HistogramRules() {}

  /// Why a schema cannot be stored, even after [reducing][#reduced] it, or null.
  public static @Nullable String schemaFault(int schema) {
    if (schema == HistogramLayout.CUSTOM_BOUNDS
        || (schema >= MIN_SCHEMA && schema <= MAX_REDUCIBLE_SCHEMA)) {
      return null;
    }
    return "histogram has an invalid schema, which must be between %d and %d for exponential"
            .formatted(MIN_SCHEMA, MAX_SCHEMA)
        + " buckets, or %d for custom buckets, got schema %d"
            .formatted(HistogramLayout.CUSTOM_BOUNDS, schema);
  }

  /// Why the spans of the positive or negative side do not fit their buckets, or null.
  ///
  /// @param spans offset and length of each span in turn, borrowed until return; the first `length`
  ///     numbers count
  /// @param buckets how many bucket counts came with them
  public static @Nullable String spansFault(
      boolean positive, int[] spans, int length, int buckets) {
    long needed = 0;
    for (int i = 0; i < length; i += 2) {
      if (i > 0 && spans[i] < 0) {
        return side(positive) + negativeOffset(i / 2 + 1, spans[i]);
      }
      needed += spans[i + 1];
    }
    if (needed != buckets) {
      return side(positive)
          + "spans need %d buckets, have %d buckets: ".formatted(needed, buckets)
          + "histogram spans specify different number of buckets than provided";
    }
    return null;
  }

  /// Why a histogram is not valid, or null. A schema that can be reduced is valid.
  public static @Nullable String fault(NativeHistogram histogram) {
    HistogramColumn column = new HistogramColumn();
    column.append(histogram);
    return fault(column, 0);
  }

  /// Why a row is not valid, or null. A schema that can be reduced is valid.
  public static @Nullable String fault(HistogramColumn column, int row) {
    String fault = layoutFault(column.layout(column.layoutIndex(row)));
    if (fault != null) {
      return fault;
    }
    if (column.layout(column.layoutIndex(row)).hasCustomBounds() && column.zeroCount(row) != 0) {
      return CUSTOM + "must have zero count of 0";
    }
    return column.isFloat(row) ? floatFault(column, row) : integerFault(column, row);
  }

  /// Why a layout is not valid, or null; one answer serves all histograms that share it.
  public static @Nullable String layoutFault(HistogramLayout layout) {
    String fault = schemaFault(layout.schema());
    if (fault != null) {
      return fault;
    }
    if (layout.hasCustomBounds()) {
      return customFault(layout);
    }
    if (layout.customBoundCount() > 0) {
      return "histogram with exponential schema must not have custom bounds";
    }
    for (int span = 1; span < layout.positiveSpanCount(); span++) {
      if (layout.positiveSpanOffset(span) < 0) {
        return side(true) + negativeOffset(span + 1, layout.positiveSpanOffset(span));
      }
    }
    for (int span = 1; span < layout.negativeSpanCount(); span++) {
      if (layout.negativeSpanOffset(span) < 0) {
        return side(false) + negativeOffset(span + 1, layout.negativeSpanOffset(span));
      }
    }
    return null;
  }

  private static @Nullable String customFault(HistogramLayout layout) {
    double previous = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < layout.customBoundCount(); i++) {
      double bound = layout.customBound(i);
      if (Double.isNaN(bound)) {
        return CUSTOM + "histogram custom bounds must not be NaN";
      }
      if (bound <= previous) {
        return CUSTOM
            + String.format(
                Locale.ROOT, "previous bound is %f and current is %f: ", previous, bound)
            + "histogram custom bounds must be in strictly increasing order";
      }
      previous = bound;
    }
    if (previous == Double.POSITIVE_INFINITY) {
      return CUSTOM
          + "last +Inf bound must not be explicitly defined: "
          + "histogram custom bounds must be finite";
    }
    long needed = 0;
    for (int span = 0; span < layout.positiveSpanCount(); span++) {
      if (layout.positiveSpanOffset(span) < 0) {
        return CUSTOM + negativeOffset(span + 1, layout.positiveSpanOffset(span));
      }
      needed += (long) layout.positiveSpanOffset(span) + layout.positiveSpanLength(span);
    }
    if (needed > layout.customBoundCount() + 1) {
      return CUSTOM
          + "only %d custom bounds defined which is insufficient to cover total span length of %d: "
              .formatted(layout.customBoundCount(), needed)
          + "histogram custom bounds are too few";
    }
    if (layout.zeroThreshold() != 0) {
      return CUSTOM + "must have zero threshold of 0";
    }
    if (layout.negativeSpanCount() > 0) {
      return CUSTOM + "must not have negative spans";
    }
    return null;
  }

  private static String side(boolean positive) {
    return positive ? "positive side: " : "negative side: ";
  }

  private static String negativeOffset(int number, int offset) {
    return "span number %d with offset %d: histogram has a span whose offset is negative"
        .formatted(number, offset);
  }

  private static @Nullable String integerFault(HistogramColumn column, int row) {
    HistogramLayout layout = column.layout(column.layoutIndex(row));
    int start = column.bucketStart(row);
    long found = column.zeroCountBits(row);
    for (int bucket = 0; bucket < layout.bucketCount(); bucket++) {
      long count = column.integerBuckets()[start + bucket];
      if (count < 0) {
        return negativeBucket(layout, bucket, Long.toString(count));
      }
      found += count;
    }
    long count = column.countBits(row);
    if (Double.isNaN(column.sum(row))) {
      if (Long.compareUnsigned(found, count) > 0) {
        return countFault(found, count)
            + "histogram's observation count should be at least the number of observations found in"
            + " the buckets";
      }
    } else if (found != count) {
      return countFault(found, count)
          + "histogram's observation count should equal the number of observations found in the"
          + " buckets (in absence of NaN)";
    }
    return null;
  }

  private static String countFault(long found, long count) {
    return "%s observations found in buckets, but the Count field is %s: "
        .formatted(Long.toUnsignedString(found), Long.toUnsignedString(count));
  }

  /// Sums of doubles round, so that a total is not compared with them.
  private static @Nullable String floatFault(HistogramColumn column, int row) {
    HistogramLayout layout = column.layout(column.layoutIndex(row));
    int start = column.bucketStart(row);
    for (int bucket = 0; bucket < layout.bucketCount(); bucket++) {
      double count = column.floatBuckets()[start + bucket];
      if (count < 0) {
        return negativeBucket(layout, bucket, plain(count));
      }
    }
    if (column.zeroCount(row) < 0) {
      return "zero bucket has observation count of %s: ".formatted(plain(column.zeroCount(row)))
          + "histogram has a bucket whose observation count is negative";
    }
    if (column.count(row) < 0) {
      return "observation count is %s: ".formatted(plain(column.count(row)))
          + "histogram's observation count is negative";
    }
    return null;
  }

  private static String negativeBucket(HistogramLayout layout, int bucket, String count) {
    boolean positive = bucket < layout.positiveCount();
    int number = positive ? bucket + 1 : bucket - layout.positiveCount() + 1;
    return side(positive)
        + "bucket number %d has observation count of %s: ".formatted(number, count)
        + "histogram has a bucket whose observation count is negative";
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /// A histogram with at most the resolution of [#MAX_SCHEMA]; itself if it is not finer.
  public static NativeHistogram reduced(NativeHistogram histogram) {
    return reduced(histogram, MAX_SCHEMA);
  }

  /// A histogram with at most the resolution of an exponential schema; itself if it is not finer or
  /// has custom bounds.
  ///
  /// Buckets that fall into one are added; wide buckets end exactly where fine ones end.
  public static NativeHistogram reduced(NativeHistogram histogram, int schema) {
    if (!finer(histogram.layout(), schema)) {
      return histogram;
    }
    HistogramColumn column = new HistogramColumn();
    column.append(histogram);
    appendReduced(column, 0, schema, column);
    return column.toNativeHistogram(1);
  }

  /// Appends row `row` of `source` to `dest` with at most the resolution of an exponential schema.
  public static void appendReduced(
      HistogramColumn source, int row, int schema, HistogramColumn dest) {
    HistogramLayout layout = source.layout(source.layoutIndex(row));
    if (!finer(layout, schema)) {
      dest.append(source, row);
      return;
    }
    new SchemaReduction(layout, schema).append(source, row, dest);
  }

  private static boolean finer(HistogramLayout layout, int schema) {
    return !layout.hasCustomBounds() && layout.schema() > schema;
  }
}
