package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramLayout;
import io.tsink.api.Labels;
import io.tsink.api.NativeHistogram;
import io.tsink.api.StaleMarker;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Reason;
import io.tsink.api.store.SampleBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every kind of value comes back bit by bit: from memory, after a flush, after a restart.
public interface ValueContract extends StorageFixture {
  /// Writes samples and reads them at every stage of their life.
  private void assertRoundTrip(Sample... samples) {
    try (var subject = StorageSubject.of(this)) {
      CommitResult result = subject.append(samples);
      assertThat(result.outcomes().allWereAccepted()).isTrue();
      Labels labels = samples[0].labels();

      assertThat(subject.samples(labels)).as("in memory").containsExactly(samples);
      subject.flush();
      assertThat(subject.samples(labels)).as("flushed").containsExactly(samples);
      if (!lacks().contains(StorageTrait.REOPEN)) {
        subject.reopen();
        assertThat(subject.samples(labels)).as("reopened").containsExactly(samples);
      }
    }
  }

  private static Sample[] numbered(Value... values) {
    var samples = new ArrayList<Sample>();
    for (Value value : values) {
      samples.add(Sample.of(A, 1_000L * samples.size(), value));
    }
    return samples.toArray(Sample[]::new);
  }

  private static Sample[] doubles(double... values) {
    var samples = new ArrayList<Sample>();
    for (double value : values) {
      samples.add(Sample.of(A, 1_000L * samples.size(), value));
    }
    return samples.toArray(Sample[]::new);
  }

  @Test
  default void doubles_come_back_bit_by_bit() {
    assertRoundTrip(
        doubles(
            0.0,
            -0.0,
            1.5,
            0.1,
            Double.MIN_VALUE,
            -Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            StaleMarker.value(),
            Double.longBitsToDouble(0xfff8_dead_beef_0001L),
            Double.longBitsToDouble(0x7ff0_0000_0000_0001L)));
  }

  @Test
  default void signed_integers_come_back() {
    assertRoundTrip(
        numbered(
            new Value.I64(0),
            new Value.I64(-1),
            new Value.I64(Long.MAX_VALUE),
            new Value.I64(Long.MIN_VALUE)));
  }

  @Test
  default void unsigned_integers_come_back() {
    assertRoundTrip(
        numbered(
            new Value.U64(0),
            new Value.U64(-1),
            new Value.U64(Long.MIN_VALUE),
            new Value.U64(Long.MAX_VALUE)));
  }

  @Test
  default void truth_values_come_back() {
    var values = new ArrayList<Value>();
    for (int i = 0; i < 130; i++) {
      values.add(new Value.Bool(i % 3 == 0));
    }
    assertRoundTrip(numbered(values.toArray(Value[]::new)));
  }

  @Test
  default void bytes_come_back() {
    assertRoundTrip(
        numbered(
            new Value.Bytes(new byte[0]),
            new Value.Bytes(new byte[] {0}),
            new Value.Bytes(new byte[] {(byte) 0xff, (byte) 0xc0, 'a'}),
            new Value.Bytes(new byte[100_000])));
  }

  @Test
  default void text_comes_back_as_text() {
    assertRoundTrip(
        numbered(
            new Value.Text(""), new Value.Text("Grüße, 世界 \uD83C\uDF0D"), new Value.Text("\0")));
  }

  @Test
  default void histograms_come_back() {
    var exponential =
        new HistogramLayout(3, 0.001, new int[] {-2, 2, 1, 1}, new int[] {0, 1}, new double[0]);
    var custom =
        new HistogramLayout(
            HistogramLayout.CUSTOM_BOUNDS, 0, new int[] {0, 3}, new int[0], new double[] {1, 2.5});
    assertRoundTrip(
        Sample.of(
            A,
            1,
            NativeHistogram.ofIntegers(exponential, CounterReset.RESET, 12, 2, 18.4, 1, 2, 3, 4)),
        Sample.of(
            A,
            2,
            NativeHistogram.ofFloats(
                exponential, CounterReset.GAUGE, 5.5, 0.5, -1, 1, 1.5, 2, 0.5)),
        Sample.of(
            A, 3, NativeHistogram.ofIntegers(custom, CounterReset.NOT_RESET, 9, 0, 12, 2, 3, 4)),
        Sample.of(A, 4, NativeHistogram.stale()));
  }

  @Test
  default void doubles_and_histograms_alternate_in_one_series() {
    var layout = new HistogramLayout(0, 0, new int[] {0, 1}, new int[0], new double[0]);
    NativeHistogram histogram =
        NativeHistogram.ofIntegers(layout, CounterReset.UNKNOWN, 3, 0, 4, 3);
    assertRoundTrip(
        Sample.of(A, 1, 1.0),
        Sample.of(A, 2, histogram),
        Sample.of(A, 3, 2.0),
        Sample.of(A, 4, 3.0),
        Sample.of(A, 5, histogram),
        Sample.of(A, 6, StaleMarker.value()));
  }

  @Test
  default void a_histogram_and_a_double_at_one_time_leave_the_later() {
    var layout = new HistogramLayout(0, 0, new int[] {0, 1}, new int[0], new double[0]);
    NativeHistogram histogram =
        NativeHistogram.ofIntegers(layout, CounterReset.UNKNOWN, 3, 0, 4, 3);
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1.0), Sample.of(A, 2, histogram));
      subject.append(Sample.of(A, 1, histogram), Sample.of(A, 2, 5.0));

      assertThat(subject.samples(A))
          .containsExactly(Sample.of(A, 1, histogram), Sample.of(A, 2, 5.0));
    }
  }

  @Test
  default void start_timestamps_are_kept_for_each_sample() {
    assertRoundTrip(
        Sample.of(A, 1_000, 1).since(500),
        Sample.of(A, 2_000, 2),
        Sample.of(A, 3_000, 3).since(-7),
        Sample.of(A, 4_000, 4).since(4_000));
  }

  @Test
  default void a_start_timestamp_is_overwritten_together_with_its_sample() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1).since(9), Sample.of(A, 2, 2));
      subject.append(Sample.of(A, 1, 1), Sample.of(A, 2, 2).since(8));

      assertThat(subject.samples(A))
          .containsExactly(Sample.of(A, 1, 1), Sample.of(A, 2, 2).since(8));
    }
  }

  @Test
  default void the_first_value_fixes_the_kind_also_after_a_restart() {
    List<Value> ofEachFamily =
        List.of(
            new Value.F64(1),
            new Value.I64(1),
            new Value.U64(1),
            new Value.Bool(true),
            new Value.Bytes(new byte[] {1}),
            new Value.Text("1"));
    try (var subject = StorageSubject.of(this)) {
      for (Value first : ofEachFamily) {
        Labels labels = Labels.of("__name__", "m", "kind", first.kind().name());
        subject.append(Sample.of(labels, 1, first));
      }
      if (!lacks().contains(StorageTrait.REOPEN)) {
        subject.reopen();
      }
      for (Value first : ofEachFamily) {
        Labels labels = Labels.of("__name__", "m", "kind", first.kind().name());
        for (Value other : ofEachFamily) {
          CommitResult result = subject.append(Sample.of(labels, 2, other));
          long expected = first.kind() == other.kind() ? 0 : 1;
          assertThat(result.outcomes().rejected(Reason.WRONG_VALUE_KIND))
              .as("%s after %s", other.kind(), first.kind())
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  default void text_that_is_not_utf8_is_rejected() {
    try (var subject = StorageSubject.of(this);
        Appender appender = subject.storage().appender(AppendContext.local())) {
      var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
      int slot = batch.slot(appender.series(B));
      batch.addString(slot, 1, new byte[] {'o', 'k'}, 0, 2);
      batch.addString(slot, 2, new byte[] {(byte) 0xc0, (byte) 0xaf}, 0, 2);

      CommitResult result = appender.commit(batch, CommitOptions.defaults());

      assertThat(result.outcomes().rejected(Reason.UNSUPPORTED_VALUE)).isEqualTo(1);
      assertThat(result.outcomes().row(0)).isEqualTo(1);
      assertThat(subject.samples(B)).containsExactly(Sample.of(B, 1, new Value.Text("ok")));
    }
  }

  @Test
  default void a_histogram_that_does_not_add_up_is_rejected() {
    var layout = new HistogramLayout(0, 0, new int[] {0, 1}, new int[0], new double[0]);
    try (var subject = StorageSubject.of(this)) {
      CommitResult result =
          subject.append(
              Sample.of(A, 1, NativeHistogram.ofIntegers(layout, CounterReset.UNKNOWN, 3, 0, 4, 3)),
              Sample.of(
                  A, 2, NativeHistogram.ofIntegers(layout, CounterReset.UNKNOWN, 7, 0, 4, 3)));

      assertThat(result.histograms()).isEqualTo(1);
      assertThat(result.outcomes().rejected(Reason.INVALID_HISTOGRAM)).isEqualTo(1);
      assertThat(result.outcomes().row(0)).isEqualTo(1);
      assertThat(subject.samples(A)).hasSize(1);
    }
  }

  @Test
  default void accepted_rows_are_counted_by_sort() {
    try (var subject = StorageSubject.of(this)) {
      CommitResult result =
          subject.append(
              Sample.of(A, 1, 1.0), Sample.of(A, 2, NativeHistogram.stale()), Sample.of(A, 3, 1));

      assertThat(result.samples()).isEqualTo(2);
      assertThat(result.histograms()).isEqualTo(1);
      assertThat(subject.samples(A).get(1).value().kind()).isEqualTo(ValueKind.HISTOGRAM);
    }
  }
}
