package io.tsink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
  @ParameterizedTest
  @CsvSource({"250ms,250", "30s,30000", "1h30m,5400000", "14d,1209600000", "2w,1209600000", "0s,0"})
  void a_duration_is_whole_numbers_with_units(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "1.5h", "1m1h", "1s1s", "-1s", "1 s", "1H", "99999999999999999y"})
  void anything_else_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
  }

  @Property
  void what_is_rendered_is_read_back(@ForAll @LongRange(min = 0, max = 1L << 50) long millis) {
    Duration value = Duration.ofMillis(millis);

    assertThat(Durations.parse(Durations.render(value))).isEqualTo(value);
  }

  @Property
  void sizes_too(@ForAll @LongRange(min = 0) long bytes) {
    long representable = bytes % 1_000_000_000_000_000_000L;

    assertThat(Sizes.parse(Sizes.render(representable))).isEqualTo(representable);
  }
}
