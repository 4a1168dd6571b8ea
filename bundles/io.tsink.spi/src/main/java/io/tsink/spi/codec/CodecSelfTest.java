package io.tsink.spi.codec;

import io.tsink.api.BytesColumn;
import io.tsink.api.CounterReset;
import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The round trips a host makes with a codec before it admits it.
///
/// They also load the codec's classes, so that none is missing later. A codec that passes is not
/// proved right; its contract test suite does that.
public final class CodecSelfTest {

  private static final int[] SIZES = {1, 3, 200};

  private final Scratch scratch = new Scratch();
  private final EncodeContext context = new EncodeContext(EncodePurpose.FLUSH, scratch);
  private final Output out = new Output(1024);

  private CodecSelfTest() {}

  /// What is wrong with a codec, or null.
  public static @Nullable String fault(Codec codec) {
    try {
      return new CodecSelfTest().faultOf(codec);
    } catch (CorruptBlock | RuntimeException | LinkageError e) {
      return "codec %s failed its self-test: %s".formatted(codec.getClass().getName(), e);
    }
  }

  private @Nullable String faultOf(Codec codec) throws CorruptBlock {
    if (codec.name().isEmpty()
        || codec.name().getBytes(StandardCharsets.UTF_8).length > 255
        || codec.formatVersion() < 1
        || codec.formatVersion() > 65_535
        || codec.granule() < 1
        || !codec.reads(codec.formatVersion())) {
      return "codec '%s' has an impossible name, version or granule".formatted(codec.name());
    }
    for (int rows : SIZES) {
      @Nullable String fault = null;
      if (codec instanceof LongCodec longs) {
        fault = longFault(longs, rows);
      }
      if (fault == null && codec instanceof DoubleCodec doubles) {
        fault = doubleFault(doubles, rows);
      }
      if (fault == null && codec instanceof BoolCodec bools) {
        fault = boolFault(bools, rows);
      }
      if (fault == null && codec instanceof BytesCodec bytes) {
        fault = bytesFault(bytes, rows);
      }
      if (fault == null && codec instanceof HistogramCodec histograms) {
        fault = histogramFault(histograms, rows);
      }
      if (fault == null && codec instanceof PayloadFilter filter) {
        fault = filterFault(filter, rows);
      }
      if (fault != null) {
        return "codec %s failed its self-test with %d rows: %s"
            .formatted(codec.name(), rows, fault);
      }
    }
    return null;
  }

  private @Nullable String longFault(LongCodec codec, int rows) throws CorruptBlock {
    if (codec.roles().isEmpty()) {
      return "it has no role";
    }
    for (LongRole role : codec.roles()) {
      for (int step = 0; step <= 4; step++) {
        long[] values = new long[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = 1_700_000_000_000L + (step == 4 ? 1_000L * i + i % 7 : 250L * step * i);
        }
        if (role == LongRole.TIME && step == 0) {
          continue;
        }
        int bound = codec.bound(LongStats.of(role, values, 0, rows));
        if (bound == Codec.NOT_APPLICABLE) {
          continue;
        }
        out.clear();
        codec.encode(values, 0, rows, context, out);
        if (bound > out.size()) {
          return "a bound of %d for %d bytes".formatted(bound, out.size());
        }
        long[] all = new long[rows];
        codec.decode(
            out.array(), 0, out.size(), codec.formatVersion(), rows, 0, rows, all, 0, scratch);
        long[] last = new long[1];
        codec.decode(
            out.array(),
            0,
            out.size(),
            codec.formatVersion(),
            rows,
            rows - 1,
            rows,
            last,
            0,
            scratch);
        if (!Arrays.equals(all, values) || last[0] != values[rows - 1]) {
          return "other values came back in role " + role;
        }
        if (role == LongRole.TIME) {
          int row =
              codec.lowerBound(
                  out.array(),
                  0,
                  out.size(),
                  codec.formatVersion(),
                  rows,
                  values[rows / 2],
                  scratch);
          if (row != rows / 2) {
            return "time of row %d found at row %d".formatted(rows / 2, row);
          }
        }
      }
    }
    return null;
  }

  private @Nullable String doubleFault(DoubleCodec codec, int rows) throws CorruptBlock {
    for (int pattern = 0; pattern < 4; pattern++) {
      double[] values = new double[rows];
      for (int i = 0; i < rows; i++) {
        values[i] =
            switch (pattern) {
              case 0 -> 42;
              case 1 -> i;
              case 2 -> i / 100.0;
              default -> Math.sqrt(i);
            };
      }
      int bound = codec.bound(DoubleStats.of(values, 0, rows));
      if (bound == Codec.NOT_APPLICABLE) {
        continue;
      }
      out.clear();
      codec.encode(values, 0, rows, context, out);
      if (bound > out.size()) {
        return "a bound of %d for %d bytes".formatted(bound, out.size());
      }
      double[] all = new double[rows];
      codec.decode(
          out.array(), 0, out.size(), codec.formatVersion(), rows, 0, rows, all, 0, scratch);
      if (!Arrays.equals(all, values)) {
        return "other values came back";
      }
    }
    return null;
  }

  private @Nullable String boolFault(BoolCodec codec, int rows) throws CorruptBlock {
    for (long pattern : new long[] {0, -1, 0xF0F0_1234_5678_9ABCL}) {
      long[] words = new long[(rows + 63) / 64];
      Arrays.fill(words, pattern);
      int bound = codec.bound(BoolStats.of(words, 0, rows));
      if (bound == Codec.NOT_APPLICABLE) {
        continue;
      }
      out.clear();
      codec.encode(words, 0, rows, context, out);
      if (bound > out.size()) {
        return "a bound of %d for %d bytes".formatted(bound, out.size());
      }
      long[] all = words.clone();
      for (int row = 0; row < rows; row++) {
        all[row >> 6] ^= 1L << row;
      }
      codec.decode(
          out.array(), 0, out.size(), codec.formatVersion(), rows, 0, rows, all, 0, scratch);
      if (!Arrays.equals(all, words)) {
        return "other values came back";
      }
    }
    return null;
  }

  private @Nullable String bytesFault(BytesCodec codec, int rows) throws CorruptBlock {
    BytesColumn values = new BytesColumn();
    for (int i = 0; i < rows; i++) {
      byte[] row = ("state " + (i % 5 == 0 ? "" : i / 3)).getBytes(StandardCharsets.UTF_8);
      values.append(row, 0, row.length);
    }
    int bound = codec.bound(BytesStats.of(values, 0, rows));
    if (bound == Codec.NOT_APPLICABLE) {
      return null;
    }
    out.clear();
    codec.encode(values, 0, rows, context, out);
    if (bound > out.size()) {
      return "a bound of %d for %d bytes".formatted(bound, out.size());
    }
    BytesColumn all = new BytesColumn();
    codec.decode(out.array(), 0, out.size(), codec.formatVersion(), rows, 0, rows, all, scratch);
    for (int row = 0; row < rows; row++) {
      if (all.size() != rows || !Arrays.equals(all.copyOf(row), values.copyOf(row))) {
        return "other values came back";
      }
    }
    return null;
  }

  private @Nullable String histogramFault(HistogramCodec codec, int rows) throws CorruptBlock {
    HistogramLayout layout =
        new HistogramLayout(3, 0.001, new int[] {-2, 2, 3, 1}, new int[] {0, 1}, new double[0]);
    HistogramColumn values = new HistogramColumn();
    for (int i = 0; i < rows; i++) {
      if (i % 7 == 6) {
        int start = values.appendFloats(layout, CounterReset.GAUGE, 10.5 * i, 0.5, i * 0.3);
        Arrays.fill(values.floatBuckets(), start, start + 4, 2.5 * i);
      } else {
        int start = values.appendIntegers(layout, CounterReset.UNKNOWN, 4L * i + 1, 1, i * 0.3);
        Arrays.fill(values.integerBuckets(), start, start + 4, i);
      }
    }
    int bound = codec.bound(HistogramStats.of(values, 0, rows));
    if (bound == Codec.NOT_APPLICABLE) {
      return null;
    }
    out.clear();
    codec.encode(values, 0, rows, context, out);
    if (bound > out.size()) {
      return "a bound of %d for %d bytes".formatted(bound, out.size());
    }
    HistogramColumn all = new HistogramColumn();
    codec.decode(out.array(), 0, out.size(), codec.formatVersion(), rows, 0, rows, all, scratch);
    for (int row = 0; row < rows; row++) {
      if (all.size() != rows || !all.toNativeHistogram(row).equals(values.toNativeHistogram(row))) {
        return "other values came back";
      }
    }
    return null;
  }

  private @Nullable String filterFault(PayloadFilter filter, int rows) throws CorruptBlock {
    byte[] raw = new byte[16 * rows];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) (i % 16 == 0 ? i >> 4 : 7);
    }
    out.clear();
    if (!filter.apply(raw, 0, raw.length, context, out)) {
      return null;
    }
    byte[] back = new byte[raw.length];
    filter.restore(
        out.array(), 0, out.size(), filter.formatVersion(), back, 0, back.length, scratch);
    return Arrays.equals(raw, back) ? null : "other bytes came back";
  }
}
