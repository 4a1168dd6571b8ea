package io.tsink.api.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.CounterReset;
import io.tsink.api.Exemplar;
import io.tsink.api.HistogramLayout;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.NativeHistogram;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Value;
import io.tsink.api.store.SampleBatch;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// Batches to write, and batches as text to compare.
final class Batches {
  private Batches() {}

  static final NativeHistogram INTEGERS =
      NativeHistogram.ofIntegers(
          new HistogramLayout(3, 0.001, new int[] {-2, 2, 3, 1}, new int[] {0, 1}, new double[0]),
          CounterReset.NOT_RESET,
          21,
          2,
          18.4,
          1,
          -1,
          3,
          Long.MIN_VALUE);

  static final NativeHistogram FLOATS =
      NativeHistogram.ofFloats(
          new HistogramLayout(
              HistogramLayout.CUSTOM_BOUNDS,
              0,
              new int[] {0, 3},
              new int[0],
              new double[] {-1, Double.MIN_VALUE, 2.5}),
          CounterReset.GAUGE,
          6.5,
          0,
          Double.NEGATIVE_INFINITY,
          1.5,
          2,
          3);

  /// One of everything.
  static SampleBatch everything() {
    SampleBatch batch = new SampleBatch(TimestampPrecision.MICROSECONDS);
    int up = batch.slot(new Handle(Labels.of("__name__", "up", "job", "a")));
    int nameless = batch.slot(new Handle(Labels.of("région", "東京")));
    int unused = batch.slot(new Handle(Labels.of("__name__", "unused")));
    int size = batch.slot(new Handle(Labels.of("__name__", "size")));
    batch.add(up, 1_700_000_000_000_000L, -0.0);
    batch.add(up, 1_700_000_000_000_000L, Double.longBitsToDouble(0x7ff8_dead_beef_0001L));
    batch.start(batch.add(size, -5, Double.MAX_VALUE), Long.MIN_VALUE);
    batch.addI64(nameless, Long.MAX_VALUE - 1, Long.MIN_VALUE);
    batch.addU64(nameless, Long.MIN_VALUE + 1, -1);
    batch.addBool(up, 3, true);
    batch.addBool(up, 4, false);
    byte[] bytes = {0, 1, -1};
    batch.addBytes(size, 5, bytes, 0, 3);
    batch.addBytes(size, 6, bytes, 3, 0);
    byte[] text = "naïve".getBytes(UTF_8);
    batch.start(batch.addString(nameless, 7, text, 0, text.length), 6);
    batch.addHistogram(up, 8, INTEGERS);
    batch.addHistogram(up, 9, FLOATS);
    batch.addHistogram(up, 10, INTEGERS);
    batch.addHistogram(up, 11, NativeHistogram.stale());
    batch.replace(size, new TimeRange(-10, 10));
    batch.addExemplar(up, new Exemplar(Labels.of("trace", "42"), 1.5, Long.MIN_VALUE));
    batch.addExemplar(nameless, new Exemplar(Labels.empty(), Double.NaN, 77));
    batch.addMetadata(
        new MetricMetadata(
            Labels.of("tenant", "t"), "size", MetricMetadata.Type.GAUGE, "How large.", "bytes"));
    batch.addMetadata(new MetricMetadata(Labels.empty(), "", MetricMetadata.Type.UNKNOWN, "", ""));
    assert unused == 2;
    return batch;
  }

  /// Anything.
  static SampleBatch random(RandomGenerator random) {
    TimestampPrecision[] precisions = TimestampPrecision.values();
    SampleBatch batch = new SampleBatch(precisions[random.nextInt(precisions.length)]);
    int slots = 1 + random.nextInt(6);
    for (int i = 0; i < slots; i++) {
      batch.slot(new Handle(Labels.of("__name__", "m" + random.nextInt(4), "i", "v" + i)));
    }
    int rows = random.nextInt(40);
    boolean starts = random.nextBoolean();
    for (int i = 0; i < rows; i++) {
      int slot = random.nextInt(slots);
      long time = random.nextBoolean() ? random.nextLong() : 1000 + i / 3;
      int row = batch.add(slot, time, value(random));
      if (starts && random.nextBoolean()) {
        batch.start(row, random.nextLong());
      }
    }
    if (random.nextInt(3) == 0) {
      batch.replace(random.nextInt(slots), new TimeRange(random.nextInt(9), 10));
      batch.addExemplar(
          random.nextInt(slots),
          new Exemplar(Labels.of("k", "v"), random.nextDouble(), random.nextLong()));
      batch.addMetadata(
          new MetricMetadata(Labels.empty(), "f", MetricMetadata.Type.COUNTER, "help", "seconds"));
    }
    return batch;
  }

  private static Value value(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Value.I64(random.nextLong() >> random.nextInt(64));
      case 1 -> new Value.U64(random.nextLong() >>> random.nextInt(64));
      case 2 -> new Value.Bool(random.nextBoolean());
      case 3 -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        yield new Value.Bytes(bytes);
      }
      case 4 -> new Value.Text("text " + random.nextInt());
      case 5 -> new Value.Histogram(random.nextBoolean() ? INTEGERS : FLOATS);
      default -> new Value.F64(Double.longBitsToDouble(random.nextLong()));
    };
  }

  /// Everything of a batch except slots that nothing refers to, doubles by their bits.
  static List<String> text(SampleBatch batch) {
    List<String> text = new ArrayList<>();
    text.add(batch.precision().symbol());
    for (int row = 0; row < batch.rows(); row++) {
      int cell = (int) batch.cell(row);
      Object value =
          switch (batch.kind(row)) {
            case F64, I64, U64, BOOL -> batch.cell(row);
            case BYTES, STRING -> hex(batch.bytes().copyOf(cell));
            case HISTOGRAM -> batch.histograms().toNativeHistogram(cell);
          };
      text.add(
          "%s %d %s %s %d"
              .formatted(
                  batch.handle(batch.slotOf(row)).labels(),
                  batch.time(row),
                  batch.kind(row),
                  value,
                  batch.start(row)));
    }
    batch.replacements().forEach(r -> text.add(batch.handle(r.slot()).labels() + " " + r.range()));
    batch
        .exemplars()
        .forEach(
            e ->
                text.add(
                    "%s %s %d %d"
                        .formatted(
                            batch.handle(e.slot()).labels(),
                            e.exemplar().labels(),
                            Double.doubleToRawLongBits(e.exemplar().value()),
                            e.exemplar().timestamp())));
    batch.metadata().forEach(m -> text.add(m.toString()));
    return text;
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
