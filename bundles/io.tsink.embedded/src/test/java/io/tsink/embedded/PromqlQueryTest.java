package io.tsink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.promql.MatrixResult;
import io.tsink.promql.MatrixSeries;
import io.tsink.promql.PromqlException;
import io.tsink.promql.QueryResult;
import io.tsink.promql.VectorResult;
import io.tsink.testkit.host.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PromqlQueryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualClock clock = new ManualClock(START);
  private final Tsink tsink =
      Tsink.builder().precision(TimestampPrecision.MILLISECONDS).clock(clock).open();

  @BeforeEach
  void write() {
    tsink.write(
        writer -> {
          for (int i = 0; i < 10; i++) {
            writer.append(tsink.series("m", "a", "b"), START.plusSeconds(i), i);
          }
        });
  }

  @AfterEach
  void close() {
    tsink.close();
  }

  @Test
  void an_expression_is_answered_at_a_moment() {
    assertThat(number(tsink.promql("2 * m").at(START.plusSeconds(3)))).isEqualTo(6);
    assertThat(number(tsink.promql("2 * m").at(START.plusSeconds(3).toEpochMilli()))).isEqualTo(6);
  }

  @Test
  void now_is_told_by_the_clock_of_the_store() {
    clock.advance(Duration.ofSeconds(5));

    assertThat(number(tsink.promql("m").now())).isEqualTo(5);
  }

  @Test
  void an_expression_is_answered_at_every_step_of_a_range() {
    QueryResult result =
        tsink.promql("sum(m)").range(START, START.plusSeconds(8), Duration.ofSeconds(4));

    MatrixSeries series = ((MatrixResult) result).series().getFirst();
    assertThat(series.count()).isEqualTo(3);
    assertThat(series.time(2)).isEqualTo(START.plusSeconds(8).toEpochMilli());
    assertThat(series.value(2)).isEqualTo(8);
  }

  @Test
  void the_lookback_can_be_changed() {
    PromqlQuery query = tsink.promql("m").withLookback(Duration.ofSeconds(30));
    Instant late = START.plusSeconds(60);

    assertThat(((VectorResult) query.at(late)).samples()).isEmpty();
    assertThat(number(tsink.promql("m").at(late))).isEqualTo(9);
  }

  @Test
  void a_query_ends_when_its_time_is_over() {
    PromqlQuery query = tsink.promql("m").withTimeout(Duration.ofNanos(1));

    assertThatThrownBy(() -> query.at(START))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TIMEOUT));
  }

  @Test
  void a_bad_expression_says_where() {
    assertThatThrownBy(() -> tsink.promql("sum(").at(START))
        .isInstanceOf(PromqlException.class)
        .hasMessageContaining("1:5: parse error");
  }

  private static double number(QueryResult result) {
    return ((VectorResult) result).samples().getFirst().value();
  }
}
