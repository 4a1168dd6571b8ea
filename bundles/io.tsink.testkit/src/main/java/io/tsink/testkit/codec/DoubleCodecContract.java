package io.tsink.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.StaleMarker;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The contract of a [DoubleCodec].
public abstract class DoubleCodecContract extends ColumnContract<DoubleCodec, double[], double[]> {

  private static final double GUARD = Double.longBitsToDouble(0xfff1_5ca1_ab1e_0000L);
  private static final int MARGIN = 5;

  /// Called by JUnit.
  protected DoubleCodecContract() {}

  @Override
  final Class<DoubleCodec> service() {
    return DoubleCodec.class;
  }

  @Override
  final List<Sample<double[]>> samples(int rows, RandomGenerator numbers) {
    return DoubleSamples.of(rows, numbers);
  }

  /// Hundredths in steps, with a stale marker; 150 rows.
  @Override
  protected double[] goldenColumn() {
    double[] column = new double[150];
    for (int i = 0; i < column.length; i++) {
      column[i] = i == 75 ? StaleMarker.value() : (1_000 + i / 4 * 25 + i % 3) / 100.0;
    }
    return column;
  }

  @Override
  final int rows(double[] column) {
    return column.length;
  }

  @Override
  final int bound(double[] column, int from, int to) {
    return subject().bound(DoubleStats.of(column, from, to));
  }

  @Override
  final void encode(double[] column, int from, int to, EncodeContext context, Output out) {
    subject().encode(column, from, to, context, out);
  }

  @Override
  final void encodeWith(DoubleCodec codec, double[] column, EncodeContext context, Output out) {
    codec.encode(column, 0, column.length, context, out);
  }

  @Override
  final double[] shifted(double[] column, int by) {
    double[] longer = new double[by + column.length + 3];
    Arrays.fill(longer, GUARD);
    System.arraycopy(column, 0, longer, by, column.length);
    return longer;
  }

  @Override
  final double[] target(int rows) {
    double[] target = new double[rows + 2 * MARGIN];
    Arrays.fill(target, GUARD);
    return target;
  }

  @Override
  final void decode(
      Payload payload, int version, int from, int to, double[] target, Scratch scratch)
      throws CorruptBlock {
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
            MARGIN,
            scratch);
  }

  @Override
  final void requireRows(
      double[] target, double[] expected, int from, int to, int count, String what) {
    int last = Guards.lastWritable(subject(), from, to, count);
    for (int i = 0; i < target.length; i++) {
      int row = i - MARGIN;
      long found = Double.doubleToRawLongBits(target[i]);
      if (row >= 0 && row < to - from) {
        long wanted = Double.doubleToRawLongBits(expected[from + row]);
        if (found != wanted) {
          assertThat(Long.toHexString(found))
              .as("%s: row %d of [%d, %d)", what, from + row, from, to)
              .isEqualTo(Long.toHexString(wanted));
        }
      } else if ((row < 0 || row >= last) && found != Double.doubleToRawLongBits(GUARD)) {
        assertThat(row).as("%s: written for [%d, %d)", what, from, to).isBetween(0, last - 1);
      }
    }
  }

  @Override
  final boolean same(double[] a, double[] b, int from, int to) {
    for (int i = MARGIN; i < MARGIN + to - from; i++) {
      if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
        return false;
      }
    }
    return true;
  }
}
