package io.tsink.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PromqlOptionsTest {

  @Test
  void defaults_are_those_of_the_ecosystem() {
    assertThat(PromqlOptions.DEFAULTS.lookback()).isEqualTo(Duration.ofMinutes(5));
    assertThat(PromqlOptions.DEFAULTS.maxSamples()).isEqualTo(50_000_000);
    assertThat(PromqlOptions.DEFAULTS.maxSteps()).isEqualTo(11_000);
    assertThat(PromqlOptions.DEFAULTS.delayedNameRemoval()).isFalse();
  }

  @Test
  void every_option_can_be_changed() {
    PromqlOptions options =
        PromqlOptions.DEFAULTS
            .withLookback(Duration.ofMinutes(1))
            .withSubqueryStep(Duration.ofSeconds(15))
            .withMaxSamples(7)
            .withMaxSteps(8)
            .withDelayedNameRemoval(true)
            .withExperimental(false, true, false);

    assertThat(options)
        .isEqualTo(
            new PromqlOptions(
                Duration.ofMinutes(1), Duration.ofSeconds(15), 7, 8, true, false, true, false));
  }

  @Test
  void nonsense_is_refused_by_name() {
    assertThatThrownBy(() -> PromqlOptions.DEFAULTS.withLookback(Duration.ZERO))
        .hasMessage("lookback must be positive, is PT0S");
    assertThatThrownBy(() -> PromqlOptions.DEFAULTS.withMaxSteps(-1))
        .hasMessage("max-steps must be positive, is -1");
  }
}
