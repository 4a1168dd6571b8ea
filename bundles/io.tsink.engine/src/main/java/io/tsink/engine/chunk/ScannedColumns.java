package io.tsink.engine.chunk;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramColumn;
import io.tsink.spi.codec.BoolCodec;
import io.tsink.spi.codec.BoolStats;
import io.tsink.spi.codec.BytesCodec;
import io.tsink.spi.codec.BytesStats;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.HistogramCodec;
import io.tsink.spi.codec.HistogramStats;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;

/// Columns with their statistics, one class for each form.
final class ScannedColumns {
  private ScannedColumns() {}

  /// Whole numbers. Reusable.
  static final class Longs implements Column<LongCodec> {
    private static final long[] NONE = {};

    private final LongStats stats = new LongStats();
    private long[] values = NONE;
    private int from;
    private int to;

    /// Takes rows, which are borrowed until the next call or [#clear].
    LongStats scan(LongRole role, long[] column, int first, int end) {
      values = column;
      from = first;
      to = end;
      stats.scan(role, column, first, end);
      return stats;
    }

    void clear() {
      values = NONE;
    }

    @Override
    public int bound(LongCodec codec) {
      return codec.bound(stats);
    }

    @Override
    public void encode(LongCodec codec, EncodeContext context, Output out) {
      codec.encode(values, from, to, context, out);
    }
  }

  /// Doubles. Reusable.
  static final class Doubles implements Column<DoubleCodec> {
    private static final double[] NONE = {};

    private final DoubleStats stats = new DoubleStats();
    private double[] values = NONE;
    private int from;
    private int to;

    /// Takes rows, which are borrowed until the next call or [#clear].
    void scan(double[] column, int first, int end) {
      values = column;
      from = first;
      to = end;
      stats.scan(column, first, end);
    }

    void clear() {
      values = NONE;
    }

    @Override
    public int bound(DoubleCodec codec) {
      return codec.bound(stats);
    }

    @Override
    public void encode(DoubleCodec codec, EncodeContext context, Output out) {
      codec.encode(values, from, to, context, out);
    }
  }

  /// Truth values.
  static final class Bools implements Column<BoolCodec> {
    private final BoolStats stats;
    private final long[] words;
    private final int from;
    private final int to;

    Bools(long[] words, int from, int to) {
      this.stats = BoolStats.of(words, from, to);
      this.words = words;
      this.from = from;
      this.to = to;
    }

    @Override
    public int bound(BoolCodec codec) {
      return codec.bound(stats);
    }

    @Override
    public void encode(BoolCodec codec, EncodeContext context, Output out) {
      codec.encode(words, from, to, context, out);
    }
  }

  /// Byte strings.
  record ByteStrings(BytesColumn values, int from, int to, BytesStats stats)
      implements Column<BytesCodec> {
    @Override
    public int bound(BytesCodec codec) {
      return codec.bound(stats);
    }

    @Override
    public void encode(BytesCodec codec, EncodeContext context, Output out) {
      codec.encode(values, from, to, context, out);
    }
  }

  /// Histograms.
  record Histograms(HistogramColumn values, int from, int to, HistogramStats stats)
      implements Column<HistogramCodec> {
    @Override
    public int bound(HistogramCodec codec) {
      return codec.bound(stats);
    }

    @Override
    public void encode(HistogramCodec codec, EncodeContext context, Output out) {
      codec.encode(values, from, to, context, out);
    }
  }
}
