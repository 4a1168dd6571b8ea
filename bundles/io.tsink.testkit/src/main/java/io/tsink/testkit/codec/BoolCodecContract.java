package io.tsink.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.codec.BoolCodec;
import io.tsink.spi.codec.BoolStats;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/// The contract of a [BoolCodec].
public abstract class BoolCodecContract
    extends ColumnContract<BoolCodec, BoolCodecContract.Bits, long[]> {

  private static final int MARGIN = 71;

  /// Called by JUnit.
  protected BoolCodecContract() {}

  /// Truth values as the words that a codec is given.
  public static final class Bits {

    private final long[] words;
    private final int rows;

    Bits(int rows, IntPredicate value) {
      this.rows = rows;
      words = new long[(rows + 63) / 64];
      for (int row = 0; row < rows; row++) {
        if (value.test(row)) {
          words[row >> 6] |= 1L << row;
        }
      }
    }

    private boolean at(int row) {
      return ((words[row >> 6] >>> row) & 1) == 1;
    }
  }

  @Override
  final Class<BoolCodec> service() {
    return BoolCodec.class;
  }

  @Override
  final List<Sample<Bits>> samples(int rows, RandomGenerator numbers) {
    List<Sample<Bits>> samples = new ArrayList<>();
    samples.add(new Sample<>("false", new Bits(rows, _ -> false)));
    samples.add(new Sample<>("true", new Bits(rows, _ -> true)));
    samples.add(new Sample<>("in turn", new Bits(rows, row -> row % 2 == 1)));
    samples.add(new Sample<>("two runs", new Bits(rows, row -> row < rows / 2)));
    samples.add(new Sample<>("long runs", new Bits(rows, row -> row / 70 % 2 == 0)));
    samples.add(new Sample<>("by chance", new Bits(rows, _ -> numbers.nextBoolean())));
    samples.add(new Sample<>("seldom", new Bits(rows, _ -> numbers.nextInt(50) == 0)));
    return samples;
  }

  /// Runs of growing length; 150 rows.
  @Override
  protected Bits goldenColumn() {
    return new Bits(150, row -> (int) Math.sqrt(row) % 2 == 1);
  }

  @Override
  final int rows(Bits column) {
    return column.rows;
  }

  @Override
  final int bound(Bits column, int from, int to) {
    return subject().bound(BoolStats.of(column.words, from, to));
  }

  @Override
  final void encode(Bits column, int from, int to, EncodeContext context, Output out) {
    subject().encode(column.words, from, to, context, out);
  }

  @Override
  final void encodeWith(BoolCodec codec, Bits column, EncodeContext context, Output out) {
    codec.encode(column.words, 0, column.rows, context, out);
  }

  @Override
  final Bits shifted(Bits column, int by) {
    return new Bits(
        by + column.rows + 3,
        row -> (row >= by && row < by + column.rows) ? column.at(row - by) : row % 3 == 0);
  }

  /// Bits that are set around the rows where they should be clear, and the reverse, show a write.
  @Override
  final long[] target(int rows) {
    return new Bits(rows + 2 * MARGIN, BoolCodecContract::guard).words;
  }

  private static boolean guard(int bit) {
    return bit % 3 == 1;
  }

  @Override
  final void decode(Payload payload, int version, int from, int to, long[] target, Scratch scratch)
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
  final void requireRows(long[] target, Bits expected, int from, int to, int count, String what) {
    BitSet bits = BitSet.valueOf(target);
    int last = Guards.lastWritable(subject(), from, to, count);
    for (int bit = 0; bit < count + 2 * MARGIN; bit++) {
      int row = bit - MARGIN;
      boolean asked = row >= 0 && row < to - from;
      if (!asked && row >= 0 && row < last) {
        continue;
      }
      boolean wanted = asked ? expected.at(from + row) : guard(bit);
      if (bits.get(bit) != wanted) {
        assertThat(bits.get(bit))
            .as("%s: bit %d for rows [%d, %d)", what, bit, from, to)
            .isEqualTo(wanted);
      }
    }
  }

  @Override
  final boolean same(long[] a, long[] b, int from, int to) {
    return BitSet.valueOf(a)
        .get(MARGIN, MARGIN + to - from)
        .equals(BitSet.valueOf(b).get(MARGIN, MARGIN + to - from));
  }
}
