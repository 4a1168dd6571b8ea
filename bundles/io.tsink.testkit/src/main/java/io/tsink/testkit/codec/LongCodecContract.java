package io.tsink.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The contract of a [LongCodec]; one for times extends [TimeCodecContract].
public abstract class LongCodecContract extends ColumnContract<LongCodec, long[], long[]> {

  private static final long GUARD = 0x5ca1ab1e_0ddba11L;
  private static final int MARGIN = 5;

  /// Called by JUnit.
  protected LongCodecContract() {}

  @Override
  final Class<LongCodec> service() {
    return LongCodec.class;
  }

  @Override
  final List<Sample<long[]>> samples(int rows, RandomGenerator numbers) {
    boolean timesOnly = subject().roles().equals(Set.of(LongRole.TIME));
    return timesOnly ? LongSamples.times(rows, numbers) : LongSamples.values(rows, numbers);
  }

  /// Times with some jitter and a gap; 150 rows.
  @Override
  protected long[] goldenColumn() {
    long[] column = new long[150];
    for (int i = 0; i < column.length; i++) {
      column[i] = 1_700_000_000_000L + 15_000L * i + i * i % 5 + (i < 100 ? 0 : 3_600_000);
    }
    return column;
  }

  @Override
  final int rows(long[] column) {
    return column.length;
  }

  @Override
  final int bound(long[] column, int from, int to) {
    return subject().bound(LongStats.of(role(), column, from, to));
  }

  private LongRole role() {
    return subject().roles().iterator().next();
  }

  @Override
  final void encode(long[] column, int from, int to, EncodeContext context, Output out) {
    subject().encode(column, from, to, context, out);
  }

  @Override
  final void encodeWith(LongCodec codec, long[] column, EncodeContext context, Output out) {
    codec.encode(column, 0, column.length, context, out);
  }

  @Override
  final long[] shifted(long[] column, int by) {
    long[] longer = new long[by + column.length + 3];
    Arrays.fill(longer, GUARD);
    System.arraycopy(column, 0, longer, by, column.length);
    return longer;
  }

  @Override
  final long[] target(int rows) {
    long[] target = new long[rows + 2 * MARGIN];
    Arrays.fill(target, GUARD);
    return target;
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
  final void requireRows(long[] target, long[] expected, int from, int to, int count, String what) {
    int rows = to - from;
    boolean equal = Arrays.equals(target, MARGIN, MARGIN + rows, expected, from, to);
    if (!equal) {
      assertThat(Arrays.copyOfRange(target, MARGIN, MARGIN + rows))
          .as(what)
          .isEqualTo(Arrays.copyOfRange(expected, from, to));
    }
    int last = Guards.lastWritable(subject(), from, to, count);
    for (int i = 0; i < target.length; i++) {
      if (i < MARGIN || i >= MARGIN + last) {
        assertThat(target[i])
            .as("%s: written at %d for [%d, %d)", what, i, from, to)
            .isEqualTo(GUARD);
      }
    }
  }

  @Override
  final boolean same(long[] a, long[] b, int from, int to) {
    return Arrays.equals(a, MARGIN, MARGIN + to - from, b, MARGIN, MARGIN + to - from);
  }

  @Test
  void a_codec_for_times_keeps_the_contract_of_these_too() {
    boolean forTimes = subject().roles().contains(LongRole.TIME);
    assertThat(forTimes).isEqualTo(this instanceof TimeCodecContract);
  }
}
