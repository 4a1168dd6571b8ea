package io.tsink.http.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tsink.api.TimestampPrecision;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private final Times millis = new Times(TimestampPrecision.MILLISECONDS);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1435781451.781, 1435781451781",
    "1.0004, 1000",
    "1.0005, 1001",
    "-1, -1000",
    "1e3, 1000000",
    "1970-01-01T00:02:03Z, 123000",
    "1970-01-01T01:02:03.456+01:00, 123456"
  })
  void a_time_is_seconds_or_rfc_3339(String text, long time) {
    assertThat(millis.time(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.2.3", "NaN", "Inf", "1e30", "yesterday"})
  void other_texts_are_no_times(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> millis.time(text))
        .withMessage("cannot parse \"%s\" to a valid timestamp", text);
  }

  @Test
  void the_ends_of_time_are_taken() {
    assertThat(millis.time("-292273086-05-16T16:47:06Z")).isEqualTo(Long.MIN_VALUE + 1);
    assertThat(millis.time("292277025-08-18T07:12:54.999999999Z")).isEqualTo(Long.MAX_VALUE - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "15, 15000",
    "0.5, 500",
    "1m, 60000",
    "1h30m, 5400000",
    "1d2h3ms, 93600003",
    "1w, 604800000"
  })
  void a_duration_is_seconds_or_units(String text, long millis) {
    assertThat(Times.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "5m1h", "1 m", "99999999999999999999y"})
  void other_texts_are_no_durations(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Times.duration(text));
  }

  @ParameterizedTest
  @CsvSource({"1000, 1", "1010, 1.010", "-1, -0.001", "0, 0", "-1500, -1.500"})
  void a_time_is_printed_with_no_decimals_or_three(long time, String text) {
    assertThat(millis.seconds(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1000000000, 1", "1010000000, 1.010", "1000001000, 1.000001", "1, 0.000000001"})
  void a_finer_store_prints_more_decimals_where_needed(long time, String text) {
    assertThat(new Times(TimestampPrecision.NANOSECONDS).seconds(time)).isEqualTo(text);
  }
}
