package io.tsink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.DataPoint;
import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Value;
import io.tsink.api.store.RowsRejectedException;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.StorageException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SampleWriterTest {
  private static final Labels SERIES = Labels.of("__name__", "m");

  private final Tsink tsink =
      Tsink.builder().precision(TimestampPrecision.MILLISECONDS).retention(null).open();
  private final SeriesHandle series = tsink.series(SERIES);

  @AfterEach
  void close() {
    tsink.close();
  }

  @Test
  void the_normal_end_commits() {
    try (SampleWriter writer = tsink.writer()) {
      writer.append(series, 1, 1.5);
      writer.append(series, Instant.ofEpochMilli(2), new Value.F64(2.5));
      writer.append(series, new long[] {0, 3, 4}, new double[] {0, 3.5, 4.5}, 1, 2);
      assertThat(stored()).isEmpty();
    }

    assertThat(stored())
        .containsExactly(point(1, 1.5), point(2, 2.5), point(3, 3.5), point(4, 4.5));
  }

  @Test
  void an_exception_stores_nothing_of_a_write() {
    var failure = new IllegalStateException("stop");

    assertThatThrownBy(
            () ->
                tsink.write(
                    writer -> {
                      writer.append(series, 1, 1.5);
                      throw failure;
                    }))
        .isSameAs(failure);

    assertThat(stored()).isEmpty();
  }

  @Test
  void samples_between_two_commits_are_stored_together() {
    try (SampleWriter writer = tsink.writer()) {
      writer.append(series, 1, 1.5);
      assertThat(writer.commit().samples()).isEqualTo(1);
      writer.append(series, 2, 2.5);
      writer.discard();
    }

    assertThat(stored()).containsExactly(point(1, 1.5));
  }

  @Test
  void series_may_alternate() {
    SeriesHandle other = tsink.series("other");
    tsink.write(
        writer -> {
          writer.append(series, 1, 1);
          writer.append(other, 1, 10);
          writer.append(series, 2, 2);
        });

    assertThat(stored()).containsExactly(point(1, 1), point(2, 2));
    assertThat(tsink.select("other", List.of(), 0, 10)).containsExactly(point(1, 10));
  }

  @Test
  void closing_tells_of_rejected_samples() {
    SampleWriter writer = tsink.writer();
    writer.append(series, 1, 1.5);
    writer.append(series, 2, new Value.I64(2));

    assertThatThrownBy(writer::close).isInstanceOf(RowsRejectedException.class);
    assertThat(stored()).containsExactly(point(1, 1.5));
  }

  @Test
  void closing_does_not_repeat_a_commit_that_failed() {
    SampleWriter writer = tsink.writer();
    writer.append(series, 1, 1.5);
    tsink.close();
    assertThatThrownBy(writer::commit).isInstanceOf(StorageException.class);
    assertThat(writer.rows()).isEqualTo(1);

    writer.close();

    assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_closed_writer_takes_nothing() {
    SampleWriter writer = tsink.writer();
    writer.close();

    assertThatThrownBy(() -> writer.append(series, 1, 1.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the writer is closed");
  }

  private List<DataPoint> stored() {
    return tsink.select(SERIES, 0, 10);
  }

  private static DataPoint point(long time, double value) {
    return new DataPoint(time, new Value.F64(value));
  }
}
