package io.tsink.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OptionsTest {
  @Test
  void options_are_read_by_name() {
    var options = new Options("--series", "10_000", "--url", "http://localhost");

    assertThat(options.number("series", 1)).isEqualTo(10_000);
    assertThat(options.number("steps", 7)).isEqualTo(7);
    assertThat(options.required("url")).isEqualTo("http://localhost");
    options.requireNoOther();
  }

  @Test
  void nonsense_is_named() {
    assertThatThrownBy(() -> new Options("--series")).hasMessageContaining("--series");
    assertThatThrownBy(() -> new Options("series", "1")).hasMessageContaining("series");
    assertThatThrownBy(() -> new Options("--series", "0").number("series", 1))
        .hasMessage("--series: found \"0\", expected a whole number of at least 1");
    assertThatThrownBy(() -> new Options().required("url")).hasMessage("--url is missing");
    var unknown = new Options("--sereis", "1");
    assertThat(unknown.number("series", 1)).isEqualTo(1);
    assertThatThrownBy(unknown::requireNoOther)
        .hasMessage("--sereis is unknown, expected one of [series]");
  }
}
