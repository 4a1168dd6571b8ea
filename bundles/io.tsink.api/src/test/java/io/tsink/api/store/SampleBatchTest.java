package io.tsink.api.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.CounterReset;
import io.tsink.api.Exemplar;
import io.tsink.api.HistogramLayout;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.NativeHistogram;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SampleBatchTest {
  private static final NativeHistogram HISTOGRAM =
      NativeHistogram.ofIntegers(
          new HistogramLayout(0, 0, new int[] {0, 1}, new int[0], new double[0]),
          CounterReset.UNKNOWN,
          3,
          0,
          4,
          3);

  private final SampleBatch batch = new SampleBatch(TimestampPrecision.MILLISECONDS);

  private record Handle(Labels labels) implements SeriesHandle {
    static Handle of(String metric) {
      return new Handle(Labels.of("__name__", metric));
    }

    @Override
    public long identityHash() {
      return labels.identityHash();
    }

    @Override
    public @Nullable ValueKind kind() {
      return null;
    }

    @Override
    public @Nullable Refusal refusal() {
      return null;
    }

    @Override
    public boolean retired() {
      return false;
    }
  }

  @Test
  void a_row_of_each_kind_keeps_its_cell() {
    int slot = batch.slot(Handle.of("a"));
    batch.add(slot, 1, -0.0);
    batch.addI64(slot, 2, -7);
    batch.addU64(slot, 3, -1);
    batch.addBool(slot, 4, true);
    batch.addBytes(slot, 5, new byte[] {9, 8, 7}, 1, 2);
    batch.addString(slot, 6, "xüy".getBytes(UTF_8), 0, 4);
    batch.addHistogram(slot, 7, HISTOGRAM);

    assertThat(batch.rows()).isEqualTo(7);
    for (int row = 0; row < 7; row++) {
      assertThat(batch.time(row)).isEqualTo(row + 1);
      assertThat(batch.slotOf(row)).isEqualTo(slot);
      assertThat(batch.kindColumn()[row]).isEqualTo((byte) batch.kind(row).ordinal());
    }
    assertThat(batch.cell(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(batch.cell(1)).isEqualTo(-7);
    assertThat(batch.kind(2)).isEqualTo(ValueKind.U64);
    assertThat(batch.cell(3)).isEqualTo(1);
    assertThat(batch.bytes().copyOf((int) batch.cell(4))).containsExactly(8, 7);
    assertThat(batch.bytes().copyOf((int) batch.cell(5))).isEqualTo("xüy".getBytes(UTF_8));
    assertThat(batch.histograms().toNativeHistogram((int) batch.cell(6))).isEqualTo(HISTOGRAM);
  }

  @Test
  void a_value_is_added_by_its_kind() {
    int slot = batch.slot(Handle.of("a"));
    List<Value> values =
        List.of(
            new Value.F64(1.5),
            new Value.I64(2),
            new Value.U64(3),
            new Value.Bool(false),
            new Value.Bytes(new byte[] {4}),
            new Value.Text("5"),
            new Value.Histogram(HISTOGRAM));
    values.forEach(value -> batch.add(slot, 1, value));

    for (int row = 0; row < values.size(); row++) {
      assertThat(batch.kind(row)).isEqualTo(values.get(row).kind());
    }
  }

  @Test
  void many_doubles_are_added_from_arrays() {
    int slot = batch.slot(Handle.of("a"));
    batch.addAll(slot, new long[] {0, 1, 2, 3}, new double[] {0, 10, 20, 30}, 1, 2);

    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.time(1)).isEqualTo(2);
    assertThat(Double.longBitsToDouble(batch.cell(1))).isEqualTo(20);
  }

  @Test
  void start_and_origin_are_those_of_their_row_and_absent_elsewhere() {
    int slot = batch.slot(Handle.of("a"));
    batch.add(slot, 1, 1);
    assertThat(batch.hasStarts()).isFalse();
    batch.start(batch.add(slot, 2, 2), 99);
    batch.origin(batch.add(slot, 3, 3), 17);
    batch.add(slot, 4, 4);

    assertThat(batch.hasStarts()).isTrue();
    assertThat(List.of(batch.start(0), batch.start(1), batch.start(2), batch.start(3)))
        .containsExactly(0L, 99L, 0L, 0L);
    assertThat(List.of(batch.origin(0), batch.origin(1), batch.origin(2), batch.origin(3)))
        .containsExactly(0, 1, 17, 3);
  }

  @Test
  void growing_keeps_every_row() {
    int slot = batch.slot(Handle.of("a"));
    for (int i = 0; i < 5_000; i++) {
      int row = batch.add(slot, i, i);
      if (i % 3 == 0) {
        batch.start(row, i + 1L);
      }
      if (i % 5 == 0) {
        batch.origin(row, 10 * i);
      }
    }
    for (int i = 0; i < 5_000; i++) {
      assertThat(batch.time(i)).isEqualTo(i);
      assertThat(batch.start(i)).isEqualTo(i % 3 == 0 ? i + 1L : 0);
      assertThat(batch.origin(i)).isEqualTo(i % 5 == 0 ? 10 * i : i);
    }
  }

  @Test
  void a_part_keeps_rows_and_names_their_places_in_the_whole() {
    int a = batch.slot(Handle.of("a"));
    int b = batch.slot(Handle.of("b"));
    batch.add(a, 1, 1);
    batch.addString(b, 2, "two".getBytes(UTF_8), 0, 3);
    batch.start(batch.addHistogram(b, 3, HISTOGRAM), 5);
    batch.origin(batch.add(a, 4, 4), 400);

    SampleBatch part = batch.select(new int[] {3, 1, 2});

    assertThat(part.rows()).isEqualTo(3);
    assertThat(part.slots()).isEqualTo(2);
    assertThat(part.handle(part.slotOf(0))).isEqualTo(Handle.of("a"));
    assertThat(part.origin(0)).isEqualTo(400);
    assertThat(part.origin(1)).isEqualTo(1);
    assertThat(part.bytes().copyOf((int) part.cell(1))).isEqualTo("two".getBytes(UTF_8));
    assertThat(part.histograms().toNativeHistogram((int) part.cell(2))).isEqualTo(HISTOGRAM);
    assertThat(part.start(2)).isEqualTo(5);
  }

  @Test
  void a_cleared_batch_is_as_new() {
    int slot = batch.slot(Handle.of("a"));
    batch.start(batch.add(slot, 1, 1), 9);
    batch.origin(batch.addBytes(slot, 2, new byte[] {1}, 0, 1), 8);
    batch.replace(slot, new TimeRange(1, 2));
    batch.addExemplar(slot, new Exemplar(Labels.empty(), 1, 1));
    batch.addMetadata(new MetricMetadata(Labels.empty(), "f", MetricMetadata.Type.GAUGE, "", ""));

    batch.clear(TimestampPrecision.SECONDS);

    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.slots()).isZero();
    assertThat(batch.precision()).isEqualTo(TimestampPrecision.SECONDS);
    int again = batch.slot(Handle.of("b"));
    int row = batch.addBytes(again, 5, new byte[] {7}, 0, 1);
    assertThat(batch.hasStarts()).isFalse();
    assertThat(batch.origin(row)).isZero();
    assertThat(batch.bytes().copyOf((int) batch.cell(row))).containsExactly(7);
  }

  @Test
  void a_batch_is_not_empty_with_something_beside_its_rows() {
    assertThat(batch.isEmpty()).isTrue();
    int slot = batch.slot(Handle.of("a"));
    assertThat(batch.isEmpty()).isTrue();
    batch.replace(slot, new TimeRange(1, 2));
    assertThat(batch.isEmpty()).isFalse();
  }

  @Test
  void what_the_caller_does_to_its_buffer_does_not_matter() {
    byte[] buffer = {1, 2, 3};
    batch.addBytes(batch.slot(Handle.of("a")), 1, buffer, 0, 3);
    buffer[0] = 9;

    assertThat(batch.bytes().copyOf(0)).containsExactly(1, 2, 3);
  }

  @Test
  void heap_grows_with_what_is_kept() {
    long before = batch.heapBytes();
    batch.addBytes(batch.slot(Handle.of("a")), 1, new byte[100_000], 0, 100_000);

    assertThat(batch.heapBytes()).isGreaterThanOrEqualTo(before + 100_000);
  }
}
