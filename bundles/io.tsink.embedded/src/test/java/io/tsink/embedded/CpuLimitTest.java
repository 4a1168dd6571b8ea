package io.tsink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CpuLimitTest {
  @Test
  void it_is_what_the_virtual_machine_sees() {
    assertThat(CpuLimit.of(Map.of(), 8)).isEqualTo(8);
  }

  @Test
  void the_environment_sets_it() {
    assertThat(CpuLimit.of(Map.of("TSINK_MAX_CPUS", "2"), 8)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", ""})
  void nonsense_is_refused(String text) {
    assertThatThrownBy(() -> CpuLimit.of(Map.of("TSINK_MAX_CPUS", text), 8))
        .hasMessage(
            "TSINK_MAX_CPUS: found \"%s\", expected a whole number of at least 1".formatted(text));
  }
}
