package io.tsink.itests.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepTest {
  @ParameterizedTest
  @CsvSource({
    "1.0.0, 1.0.0, NONE",
    "1.0.0, 1.0.9, NONE",
    "1.0.0, 1.1.0, MINOR",
    "1.9.0, 1.10.0, MINOR",
    "1.9.3, 2.0.0, MAJOR",
  })
  void the_highest_number_that_grew_is_the_step(String earlier, String later, Step step) {
    assertThat(Step.between(earlier, later)).isEqualTo(step);
  }

  @Test
  void a_version_does_not_go_back() {
    assertThatIllegalArgumentException().isThrownBy(() -> Step.between("1.2.0", "1.1.9"));
  }

  @ParameterizedTest
  @CsvSource({"NONE, 1.2.3", "MINOR, 1.3.0", "MAJOR, 2.0.0"})
  void a_step_names_the_lowest_version_above(Step step, String version) {
    assertThat(step.above("1.2.3")).isEqualTo(version);
  }
}
