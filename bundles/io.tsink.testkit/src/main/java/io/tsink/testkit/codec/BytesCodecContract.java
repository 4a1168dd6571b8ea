package io.tsink.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.BytesColumn;
import io.tsink.spi.codec.BytesCodec;
import io.tsink.spi.codec.BytesStats;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/// The contract of a [BytesCodec].
public abstract class BytesCodecContract
    extends ColumnContract<BytesCodec, BytesColumn, BytesColumn> {

  private static final byte[] GUARD = "what was there before".getBytes(StandardCharsets.UTF_8);

  /// Called by JUnit.
  protected BytesCodecContract() {}

  @Override
  final Class<BytesCodec> service() {
    return BytesCodec.class;
  }

  @Override
  final List<Sample<BytesColumn>> samples(int rows, RandomGenerator numbers) {
    String[] states = {"running", "stopped", "starting", ""};
    List<Sample<BytesColumn>> samples = new ArrayList<>();
    samples.add(text("empty", rows, _ -> ""));
    samples.add(text("constants", rows, _ -> "v1.2.3"));
    samples.add(text("states in turn", rows, i -> states[i % 2]));
    samples.add(text("states by chance", rows, _ -> states[numbers.nextInt(4)]));
    samples.add(text("runs of states", rows, i -> states[i / 45 % 4]));
    samples.add(text("shared prefixes", rows, i -> "/var/log/messages." + (100_000 + i)));
    samples.add(text("growing", rows, i -> "ab".repeat(i % 70)));
    String longOne = "é".repeat(rows > smallRows() ? 40_000 : 400);
    samples.add(text("a long one", rows, i -> i == rows / 2 ? longOne : "x" + i % 3));
    samples.add(bytes("any bytes", rows, _ -> anyBytes(numbers, numbers.nextInt(12))));
    samples.add(bytes("single bytes", rows, i -> new byte[] {(byte) i}));
    return samples;
  }

  private static byte[] anyBytes(RandomGenerator numbers, int length) {
    byte[] bytes = new byte[length];
    numbers.nextBytes(bytes);
    return bytes;
  }

  private static Sample<BytesColumn> text(String name, int rows, IntFunction<String> value) {
    return bytes(name, rows, i -> value.apply(i).getBytes(StandardCharsets.UTF_8));
  }

  private static Sample<BytesColumn> bytes(String name, int rows, IntFunction<byte[]> value) {
    BytesColumn column = new BytesColumn();
    for (int i = 0; i < rows; i++) {
      byte[] row = value.apply(i);
      column.append(row, 0, row.length);
    }
    return new Sample<>(name, column);
  }

  /// Paths with a shared front, some repeated; 150 rows.
  @Override
  protected BytesColumn goldenColumn() {
    return text("golden", 150, i -> i % 7 == 3 ? "idle" : "/proc/" + i / 5 + "/stat").column();
  }

  @Override
  final int rows(BytesColumn column) {
    return column.size();
  }

  @Override
  final int bound(BytesColumn column, int from, int to) {
    return subject().bound(BytesStats.of(column, from, to));
  }

  @Override
  final void encode(BytesColumn column, int from, int to, EncodeContext context, Output out) {
    subject().encode(column, from, to, context, out);
  }

  @Override
  final void encodeWith(BytesCodec codec, BytesColumn column, EncodeContext context, Output out) {
    codec.encode(column, 0, column.size(), context, out);
  }

  @Override
  final BytesColumn shifted(BytesColumn column, int by) {
    BytesColumn longer = new BytesColumn();
    for (int i = 0; i < by; i++) {
      longer.append(GUARD, 0, i % GUARD.length);
    }
    for (int row = 0; row < column.size(); row++) {
      longer.append(column, row);
    }
    longer.append(GUARD, 0, GUARD.length);
    return longer;
  }

  @Override
  final BytesColumn target(int rows) {
    BytesColumn target = new BytesColumn();
    target.append(GUARD, 0, GUARD.length);
    return target;
  }

  @Override
  final void decode(
      Payload payload, int version, int from, int to, BytesColumn target, Scratch scratch)
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
      BytesColumn target, BytesColumn expected, int from, int to, int count, String what) {
    assertThat(target.size()).as(what).isEqualTo(1 + to - from);
    assertThat(target.copyOf(0)).as("%s: row that was there", what).isEqualTo(GUARD);
    for (int row = from; row < to; row++) {
      if (!equalRows(target, 1 + row - from, expected, row)) {
        assertThat(target.copyOf(1 + row - from))
            .as("%s: row %d of [%d, %d)", what, row, from, to)
            .isEqualTo(expected.copyOf(row));
      }
    }
  }

  private static boolean equalRows(BytesColumn a, int rowA, BytesColumn b, int rowB) {
    return Arrays.equals(
        a.arena(), a.start(rowA), a.end(rowA), b.arena(), b.start(rowB), b.end(rowB));
  }

  @Override
  final boolean same(BytesColumn a, BytesColumn b, int from, int to) {
    for (int row = 0; row <= to - from; row++) {
      if (!equalRows(a, row, b, row)) {
        return false;
      }
    }
    return a.size() == b.size();
  }
}
