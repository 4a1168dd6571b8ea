package io.tsink.protocol.remotewrite;

import io.tsink.api.HistogramLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The layouts lately seen, so that histograms of one shape share one. Confined.
final class LayoutCache {
  /// Layouts kept; a new one takes the place of another with the same hash.
  static final int SIZE = 256;

  private final @Nullable HistogramLayout[] layouts = new HistogramLayout[SIZE];

  /// Returns the layout of these parts; see [HistogramLayout] for what it throws.
  HistogramLayout get(
      int schema,
      double zeroThreshold,
      int[] positive,
      int positiveEnd,
      int[] negative,
      int negativeEnd,
      double[] bounds,
      int boundCount) {
    int hash = 31 * schema + Long.hashCode(Double.doubleToRawLongBits(zeroThreshold));
    hash = hash(hash, positive, positiveEnd);
    hash = hash(hash, negative, negativeEnd);
    for (int i = 0; i < boundCount; i++) {
      hash = 31 * hash + Long.hashCode(Double.doubleToRawLongBits(bounds[i]));
    }
    int place = (hash ^ hash >>> 16) & (SIZE - 1);
    HistogramLayout kept = layouts[place];
    if (kept != null
        && kept.schema() == schema
        && Double.doubleToRawLongBits(kept.zeroThreshold())
            == Double.doubleToRawLongBits(zeroThreshold)
        && samePositive(kept, positive, positiveEnd)
        && sameNegative(kept, negative, negativeEnd)
        && sameBounds(kept, bounds, boundCount)) {
      return kept;
    }
    var fresh =
        new HistogramLayout(
            schema,
            zeroThreshold,
            Arrays.copyOf(positive, positiveEnd),
            Arrays.copyOf(negative, negativeEnd),
            Arrays.copyOf(bounds, boundCount));
    layouts[place] = fresh;
    return fresh;
  }

  private static int hash(int start, int[] spans, int end) {
    int hash = 31 * start + end;
    for (int i = 0; i < end; i++) {
      hash = 31 * hash + spans[i];
    }
    return hash;
  }

  private static boolean samePositive(HistogramLayout layout, int[] spans, int end) {
    if (2 * layout.positiveSpanCount() != end) {
      return false;
    }
    for (int i = 0; i < end; i += 2) {
      if (layout.positiveSpanOffset(i / 2) != spans[i]
          || layout.positiveSpanLength(i / 2) != spans[i + 1]) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameNegative(HistogramLayout layout, int[] spans, int end) {
    if (2 * layout.negativeSpanCount() != end) {
      return false;
    }
    for (int i = 0; i < end; i += 2) {
      if (layout.negativeSpanOffset(i / 2) != spans[i]
          || layout.negativeSpanLength(i / 2) != spans[i + 1]) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBounds(HistogramLayout layout, double[] bounds, int count) {
    if (layout.customBoundCount() != count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (Double.doubleToRawLongBits(layout.customBound(i))
          != Double.doubleToRawLongBits(bounds[i])) {
        return false;
      }
    }
    return true;
  }
}
