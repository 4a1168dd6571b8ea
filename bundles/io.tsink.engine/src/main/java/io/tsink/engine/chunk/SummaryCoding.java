package io.tsink.engine.chunk;

import io.tsink.api.store.ChunkSummary;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import java.util.Arrays;

/// The bytes of a summary: what a chunk carries of one. Stateless.
///
/// ```
/// summary = codes:u16 nans:varint stale:varint firstTime:varint lastTime:varint
///           resets:varint changes:varint largestGap:varint double*
/// ```
///
/// `firstTime` is that of the summary less that of the chunk, `lastTime` that of the chunk less
/// that of the summary; differences wrap around in 64 bits. The doubles are those of [#write], in
/// that order; two bits of `codes` for each, lowest first, say how it is written:
///
/// | code | double |
/// |---|---|
/// | 0 | not at all: it is the one given there as expected |
/// | 1 | `zigzag`, an integer |
/// | 2 | its eight bytes |
/// | 3 | `zigzag` *n* and a byte *e*: *n* divided by 10^*e*, rounded |
final class SummaryCoding {
  private static final int SAME = 0;
  private static final int INTEGER = 1;
  private static final int BITS = 2;
  private static final int DECIMAL = 3;

  /// Integers from here on take as many bytes as their bits.
  private static final double MAX_INTEGER = 1L << 48;

  private static final double[] TENS = {1, 10, 100, 1_000, 10_000};

  private SummaryCoding() {}

  static byte[] write(ChunkSummary summary, long minTime, long maxTime) {
    var out = new Output(64);
    out.reserve(Short.BYTES);
    out.putVarint(summary.nans());
    out.putVarint(summary.stale());
    out.putVarint(summary.firstTime() - minTime);
    out.putVarint(maxTime - summary.lastTime());
    out.putVarint(summary.resets());
    out.putVarint(summary.changes());
    out.putVarint(summary.largestGap());
    int codes =
        put(out, summary.min(), 0)
            | put(out, summary.max(), summary.min()) << 2
            | put(out, summary.first(), summary.min()) << 4
            | put(out, summary.last(), summary.max()) << 6
            | put(out, summary.sum(), 0) << 8
            | put(out, summary.sumCompensation(), 0) << 10
            | put(out, summary.resetDrops(), 0) << 12;
    out.array()[0] = (byte) codes;
    out.array()[1] = (byte) (codes >>> 8);
    return Arrays.copyOf(out.array(), out.size());
  }

  private static int put(Output out, double value, double expected) {
    if (same(value, expected)) {
      return SAME;
    }
    if (Math.abs(value) < MAX_INTEGER) {
      for (int e = 0; e < TENS.length; e++) {
        long number = Math.round(value * TENS[e]);
        if (Math.abs(number) < MAX_INTEGER && same(number / TENS[e], value)) {
          out.putZigZag(number);
          if (e > 0) {
            out.putByte(e);
          }
          return e > 0 ? DECIMAL : INTEGER;
        }
      }
    }
    out.putDouble(value);
    return BITS;
  }

  private static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  static ChunkSummary read(byte[] bytes, int count, long minTime, long maxTime)
      throws CorruptBlock {
    var in = new Input();
    in.reset(bytes, 0, bytes.length);
    int codes = in.readByte() | in.readByte() << 8;
    int nans = in.readCount(count);
    int stale = in.readCount(count);
    long firstTime = minTime + in.readVarint();
    long lastTime = maxTime - in.readVarint();
    int resets = in.readCount(count);
    int changes = in.readCount(count);
    long largestGap = in.readVarint();
    double min = get(in, codes, 0);
    double max = get(in, codes >>> 2, min);
    double first = get(in, codes >>> 4, min);
    double last = get(in, codes >>> 6, max);
    double sum = get(in, codes >>> 8, 0);
    double compensation = get(in, codes >>> 10, 0);
    double drops = get(in, codes >>> 12, 0);
    return new ChunkSummary(
        count,
        nans,
        stale,
        min,
        max,
        sum,
        compensation,
        firstTime,
        first,
        lastTime,
        last,
        resets,
        drops,
        changes,
        largestGap);
  }

  private static double get(Input in, int codes, double expected) throws CorruptBlock {
    return switch (codes & 3) {
      case SAME -> expected;
      case INTEGER -> in.readZigZag();
      case BITS -> in.readDouble();
      default -> {
        long number = in.readZigZag();
        int e = in.readByte();
        if (e >= TENS.length) {
          throw new CorruptBlock("a decimal of %d digits".formatted(e));
        }
        yield number / TENS[e];
      }
    };
  }
}
