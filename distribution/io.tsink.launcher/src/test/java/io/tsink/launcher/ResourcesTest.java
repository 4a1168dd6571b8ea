package io.tsink.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourcesTest {
  private static final Resources MACHINE = new Resources(8, 1L << 34, 1L << 30);
  private static final Cgroup UNLIMITED = new Cgroup(OptionalInt.empty(), OptionalLong.empty());

  @Test
  void without_limits_the_machine_is_ours() throws Exception {
    assertThat(Resources.within(UNLIMITED, Map.of(), MACHINE)).isEqualTo(MACHINE);
  }

  @Test
  void the_smaller_of_limit_and_machine_holds() throws Exception {
    Cgroup small = new Cgroup(OptionalInt.of(2), OptionalLong.of(1L << 29));
    Cgroup large = new Cgroup(OptionalInt.of(64), OptionalLong.of(1L << 40));

    assertThat(Resources.within(small, Map.of(), MACHINE))
        .isEqualTo(new Resources(2, 1L << 29, 1L << 30));
    assertThat(Resources.within(large, Map.of(), MACHINE)).isEqualTo(MACHINE);
  }

  @Test
  void the_operator_has_the_last_word_on_cpus() throws Exception {
    Cgroup limits = new Cgroup(OptionalInt.of(2), OptionalLong.empty());

    assertThat(Resources.within(limits, Map.of("TSINK_MAX_CPUS", "3"), MACHINE).cpus())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", ""})
  void a_number_of_cpus_that_is_none_is_refused(String text) {
    assertThatThrownBy(() -> Resources.within(UNLIMITED, Map.of("TSINK_MAX_CPUS", text), MACHINE))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "TSINK_MAX_CPUS: found \"%s\", expected a whole number of at least 1".formatted(text));
  }

  @Test
  void the_memory_budget_is_half_of_the_heap() {
    assertThat(MACHINE.memoryBudgetBytes()).isEqualTo(1L << 29);
    assertThat(new Resources(1, 1L << 20, 1L << 30).memoryBudgetBytes()).isEqualTo(1L << 19);
  }

  @Test
  void the_memory_of_the_machine_is_read_from_the_system(@TempDir Path folder) throws Exception {
    Path meminfo = Files.writeString(folder.resolve("meminfo"), "MemTotal:       2048 kB\n");

    assertThat(Resources.totalMemory(meminfo)).isEqualTo(2L << 20);
  }
}
