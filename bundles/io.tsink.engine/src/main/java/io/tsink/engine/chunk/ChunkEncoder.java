package io.tsink.engine.chunk;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramColumn;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkSummary;
import io.tsink.spi.codec.BoolStats;
import io.tsink.spi.codec.BytesStats;
import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.HistogramStats;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Scratch;
import org.jspecify.annotations.Nullable;

/// Makes chunks of rows. Confined and reusable; works with one set of codecs, which a lease must
/// hold.
public final class ChunkEncoder {

  private final Codecs codecs;
  private final ColumnChooser chooser;
  private final LongStats longStats = new LongStats();
  private final DoubleStats doubleStats = new DoubleStats();
  private final SummaryBuilder summaryBuilder = new SummaryBuilder();

  /// An encoder that works for a purpose.
  public ChunkEncoder(Codecs codecs, EncodePurpose purpose) {
    this.codecs = codecs;
    this.chooser = new ColumnChooser(new EncodeContext(purpose, new Scratch()), codecs.filters());
  }

  /// A chunk of rows `[from, to)` of a block: 1…65,535 rows whose times rise strictly.
  ///
  /// Start times are left out when all are unknown.
  ///
  /// @param rows borrowed until return; entries outside of its own range may be used too
  /// @param sequence of all rows, when the block has no sequences
  /// @throws IllegalArgumentException when times do not rise or there are too many or no rows
  public EncodedChunk encode(Block rows, int from, int to, long sequence) {
    if (from >= to || to - from > Codec.MAX_ROWS) {
      throw new IllegalArgumentException(
          "rows [%d, %d), expected 1 to %d".formatted(from, to, Codec.MAX_ROWS));
    }
    long minSequence = sequence;
    long maxSequence = sequence;
    if (rows.hasSequences()) {
      minSequence = rows.sequences()[from];
      maxSequence = minSequence;
      for (int i = from; i < to; i++) {
        minSequence = Math.min(minSequence, rows.sequences()[i]);
        maxSequence = Math.max(maxSequence, rows.sequences()[i]);
      }
    }
    long[] times = rows.times();
    longStats.scan(LongRole.TIME, times, from, to);
    if (!longStats.increasing()) {
      throw new IllegalArgumentException("times of rows [%d, %d) do not rise".formatted(from, to));
    }
    return new EncodedChunk(
        rows.kind(),
        to - from,
        times[from],
        times[to - 1],
        minSequence,
        maxSequence,
        longs(LongRole.TIME, times, from, to),
        values(rows, from, to),
        starts(rows, from, to),
        minSequence == maxSequence ? null : scanned(LongRole.SEQUENCE, rows.sequences(), from, to),
        summary(rows, from, to));
  }

  private byte @Nullable [] summary(Block rows, int from, int to) {
    ChunkSummary summary = summaryBuilder.of(rows, from, to);
    return summary == null
        ? null
        : SummaryCoding.write(summary, rows.times()[from], rows.times()[to - 1]);
  }

  private @Nullable EncodedColumn starts(Block rows, int from, int to) {
    if (!rows.hasStarts()) {
      return null;
    }
    longStats.scan(LongRole.START, rows.starts(), from, to);
    boolean unknown = longStats.runs() == 1 && longStats.first() == 0;
    return unknown ? null : longs(LongRole.START, rows.starts(), from, to);
  }

  private EncodedColumn values(Block rows, int from, int to) {
    return switch (rows.kind()) {
      case F64 -> doubles(rows.doubles(), from, to);
      case I64 -> scanned(LongRole.I64, rows.longs(), from, to);
      case U64 -> scanned(LongRole.U64, rows.longs(), from, to);
      case BOOL -> bools(rows.longs(), from, to);
      case BYTES, STRING -> bytes(rows.bytes(), from, to);
      case HISTOGRAM -> histograms(rows.histograms(), from, to);
    };
  }

  private EncodedColumn scanned(LongRole role, long[] column, int from, int to) {
    longStats.scan(role, column, from, to);
    return longs(role, column, from, to);
  }

  /// Codes a column that `longStats` has scanned.
  private EncodedColumn longs(LongRole role, long[] column, int from, int to) {
    return chooser.<LongCodec>choose(
        CodecForm.LONG,
        codecs.longs(role),
        codec -> codec.bound(longStats),
        (codec, context, out) -> codec.encode(column, from, to, context, out));
  }

  private EncodedColumn doubles(double[] column, int from, int to) {
    doubleStats.scan(column, from, to);
    return chooser.choose(
        CodecForm.DOUBLE,
        codecs.doubles(),
        codec -> codec.bound(doubleStats),
        (codec, context, out) -> codec.encode(column, from, to, context, out));
  }

  private EncodedColumn bools(long[] words, int from, int to) {
    BoolStats stats = BoolStats.of(words, from, to);
    return chooser.choose(
        CodecForm.BOOL,
        codecs.bools(),
        codec -> codec.bound(stats),
        (codec, context, out) -> codec.encode(words, from, to, context, out));
  }

  private EncodedColumn bytes(BytesColumn column, int from, int to) {
    BytesStats stats = BytesStats.of(column, from, to);
    return chooser.choose(
        CodecForm.BYTES,
        codecs.bytes(),
        codec -> codec.bound(stats),
        (codec, context, out) -> codec.encode(column, from, to, context, out));
  }

  private EncodedColumn histograms(HistogramColumn column, int from, int to) {
    HistogramStats stats = HistogramStats.of(column, from, to);
    return chooser.choose(
        CodecForm.HISTOGRAM,
        codecs.histograms(),
        codec -> codec.bound(stats),
        (codec, context, out) -> codec.encode(column, from, to, context, out));
  }
}
