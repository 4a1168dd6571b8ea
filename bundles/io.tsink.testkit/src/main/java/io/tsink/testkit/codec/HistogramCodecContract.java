package io.tsink.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.HistogramCodec;
import io.tsink.spi.codec.HistogramStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.List;
import java.util.random.RandomGenerator;

/// The contract of a [HistogramCodec].
public abstract class HistogramCodecContract
    extends ColumnContract<HistogramCodec, HistogramColumn, HistogramColumn> {

  private static final HistogramLayout GUARD =
      new HistogramLayout(1, 0.5, new int[] {0, 2}, new int[0], new double[0]);

  /// Called by JUnit.
  protected HistogramCodecContract() {}

  @Override
  final Class<HistogramCodec> service() {
    return HistogramCodec.class;
  }

  @Override
  final List<Sample<HistogramColumn>> samples(int rows, RandomGenerator numbers) {
    return HistogramSamples.of(rows, numbers);
  }

  /// Whole and floating-point counts, two layouts, a stale marker; 150 rows.
  @Override
  protected HistogramColumn goldenColumn() {
    return HistogramSamples.golden();
  }

  @Override
  int smallRows() {
    return 80;
  }

  /// A decoder makes the layouts that it reads; the place knows them, but only by comparing.
  @Override
  long allowedAllocation() {
    return 16 << 10;
  }

  @Override
  final int rows(HistogramColumn column) {
    return column.size();
  }

  @Override
  final int bound(HistogramColumn column, int from, int to) {
    return subject().bound(HistogramStats.of(column, from, to));
  }

  @Override
  final void encode(HistogramColumn column, int from, int to, EncodeContext context, Output out) {
    subject().encode(column, from, to, context, out);
  }

  @Override
  final void encodeWith(
      HistogramCodec codec, HistogramColumn column, EncodeContext context, Output out) {
    codec.encode(column, 0, column.size(), context, out);
  }

  @Override
  final HistogramColumn shifted(HistogramColumn column, int by) {
    HistogramColumn longer = new HistogramColumn();
    for (int i = 0; i < by; i++) {
      putGuard(longer);
    }
    for (int row = 0; row < column.size(); row++) {
      longer.append(column, row);
    }
    putGuard(longer);
    return longer;
  }

  private static void putGuard(HistogramColumn column) {
    int start = column.appendIntegers(GUARD, CounterReset.NOT_RESET, 9, 2, 1.5);
    column.integerBuckets()[start] = 3;
    column.integerBuckets()[start + 1] = 4;
  }

  @Override
  final HistogramColumn target(int rows) {
    HistogramColumn target = new HistogramColumn();
    putGuard(target);
    return target;
  }

  @Override
  final void decode(
      Payload payload, int version, int from, int to, HistogramColumn target, Scratch scratch)
      throws CorruptBlock {
    target.truncate(1);
    subject()
        .decode(
            payload.array(),
            payload.off(),
            payload.length(),
            version,
            payload.rows(),
            from,
            to,
            target,
            scratch);
  }

  @Override
  final void requireRows(
      HistogramColumn target, HistogramColumn expected, int from, int to, int count, String what) {
    assertThat(target.size()).as(what).isEqualTo(1 + to - from);
    HistogramColumn guard = target(1);
    assertThat(equalRows(target, 0, guard, 0)).as("%s: row that was there", what).isTrue();
    for (int row = from; row < to; row++) {
      if (!equalRows(target, 1 + row - from, expected, row)) {
        assertThat(target.toNativeHistogram(1 + row - from))
            .as("%s: row %d of [%d, %d)", what, row, from, to)
            .isEqualTo(expected.toNativeHistogram(row));
      }
    }
  }

  private static boolean equalRows(HistogramColumn a, int rowA, HistogramColumn b, int rowB) {
    HistogramLayout layout = a.layout(a.layoutIndex(rowA));
    if (a.isFloat(rowA) != b.isFloat(rowB)
        || a.reset(rowA) != b.reset(rowB)
        || a.countBits(rowA) != b.countBits(rowB)
        || a.zeroCountBits(rowA) != b.zeroCountBits(rowB)
        || !sameBits(a.sum(rowA), b.sum(rowB))
        || !layout.equals(b.layout(b.layoutIndex(rowB)))) {
      return false;
    }
    int startA = a.bucketStart(rowA);
    int startB = b.bucketStart(rowB);
    for (int i = 0; i < layout.bucketCount(); i++) {
      boolean same =
          a.isFloat(rowA)
              ? sameBits(a.floatBuckets()[startA + i], b.floatBuckets()[startB + i])
              : a.integerBuckets()[startA + i] == b.integerBuckets()[startB + i];
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBits(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  @Override
  final boolean same(HistogramColumn a, HistogramColumn b, int from, int to) {
    for (int row = 0; row <= to - from; row++) {
      if (!equalRows(a, row, b, row)) {
        return false;
      }
    }
    return a.size() == b.size();
  }
}
