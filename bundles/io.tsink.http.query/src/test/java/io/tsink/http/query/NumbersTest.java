package io.tsink.http.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-17, -17",
    "0.1, 0.1",
    "123456789.125, 123456789.125",
    "1e-6, 0.000001",
    "1e-7, 1e-07",
    "1.5e-10, 1.5e-10",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "-2.5e100, -2.5e+100",
    "4.9e-324, 5e-324",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf"
  })
  void a_value_is_printed_as_prometheus_does(double value, String text) {
    assertThat(Numbers.text(value)).isEqualTo(text);
  }
}
