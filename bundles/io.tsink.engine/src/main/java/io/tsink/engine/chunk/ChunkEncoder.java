package io.tsink.engine.chunk;

import static java.util.Objects.requireNonNull;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramColumn;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkSummary;
import io.tsink.spi.codec.BytesStats;
import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.HistogramStats;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Scratch;
import org.jspecify.annotations.Nullable;

/// Makes chunks of rows. Confined and reusable; works with one set of codecs at a time, which a
/// lease must hold. Nothing is allocated but what a chunk keeps, if it has numbers.
public final class ChunkEncoder {

  private final ColumnChooser chooser;
  private final ScannedColumns.Longs longs = new ScannedColumns.Longs();
  private final ScannedColumns.Doubles doubles = new ScannedColumns.Doubles();
  private final SummaryBuilder summaryBuilder = new SummaryBuilder();
  private @Nullable Codecs codecs;

  /// An encoder that works for a purpose; it has no codecs.
  public ChunkEncoder(EncodePurpose purpose) {
    this.chooser = new ColumnChooser(new EncodeContext(purpose, new Scratch()));
  }

  /// An encoder that works for a purpose.
  public ChunkEncoder(Codecs codecs, EncodePurpose purpose) {
    this(purpose);
    this.codecs = codecs;
  }

  /// Says which codecs to work with from now on.
  public void use(Codecs changed) {
    codecs = changed;
  }

  /// Lets go of codecs and rows, keeping what the encoder works in.
  public void forget() {
    codecs = null;
    longs.clear();
    doubles.clear();
  }

  private Codecs codecs() {
    return requireNonNull(codecs, "an encoder without codecs");
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
    return new EncodedChunk(
        rows.kind(),
        to - from,
        rows.times()[from],
        rows.times()[to - 1],
        minSequence,
        maxSequence,
        times(rows.times(), from, to),
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

  private EncodedColumn times(long[] times, int from, int to) {
    LongStats stats = longs.scan(LongRole.TIME, times, from, to);
    if (!stats.increasing()) {
      throw new IllegalArgumentException("times of rows [%d, %d) do not rise".formatted(from, to));
    }
    return longs(LongRole.TIME);
  }

  private @Nullable EncodedColumn starts(Block rows, int from, int to) {
    if (!rows.hasStarts()) {
      return null;
    }
    LongStats stats = longs.scan(LongRole.START, rows.starts(), from, to);
    boolean unknown = stats.runs() == 1 && stats.first() == 0;
    return unknown ? null : longs(LongRole.START);
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
    longs.scan(role, column, from, to);
    return longs(role);
  }

  /// Codes the column that was scanned last.
  private EncodedColumn longs(LongRole role) {
    return chooser.choose(CodecForm.LONG, codecs().longs(role), longs, codecs());
  }

  private EncodedColumn doubles(double[] column, int from, int to) {
    doubles.scan(column, from, to);
    return chooser.choose(CodecForm.DOUBLE, codecs().doubles(), doubles, codecs());
  }

  private EncodedColumn bools(long[] words, int from, int to) {
    var column = new ScannedColumns.Bools(words, from, to);
    return chooser.choose(CodecForm.BOOL, codecs().bools(), column, codecs());
  }

  private EncodedColumn bytes(BytesColumn values, int from, int to) {
    var column = new ScannedColumns.ByteStrings(values, from, to, BytesStats.of(values, from, to));
    return chooser.choose(CodecForm.BYTES, codecs().bytes(), column, codecs());
  }

  private EncodedColumn histograms(HistogramColumn values, int from, int to) {
    var column =
        new ScannedColumns.Histograms(values, from, to, HistogramStats.of(values, from, to));
    return chooser.choose(CodecForm.HISTOGRAM, codecs().histograms(), column, codecs());
  }
}
