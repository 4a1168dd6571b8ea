package io.tsink.spi.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionSchemaTest {
  private static final Option<Path> DIRECTORY = Option.path("directory");
  private static final Option<Long> MAX =
      Option.size("max-object", 1, 1L << 40).defaultsTo(5L << 20);
  private static final Option<Duration> TIMEOUT =
      Option.duration("timeout", Duration.ofMillis(1), Duration.ofHours(1))
          .defaultsTo(Duration.ofSeconds(10));
  private static final Option<String> MODE = Option.choice("mode", "fast", "safe").optional();
  private static final Option<String> KEY = Option.text("key").secret().optional();
  private static final Option<List<String>> WORDS = Option.list("words").optional();
  private static final Option<Boolean> SYNC = Option.flag("sync").defaultsTo(true);
  private static final Option<Long> COUNT = Option.integer("count", 0, 9).optional();
  private static final OptionSchema SCHEMA =
      OptionSchema.of(DIRECTORY, MAX, TIMEOUT, MODE, KEY, WORDS, SYNC, COUNT);

  @Test
  void text_is_read_as_the_option_says() {
    Options options =
        SCHEMA.read(
            Map.of(
                "directory", "/data",
                "max-object", "512MiB",
                "timeout", "1m30s",
                "mode", "safe",
                "words", "a, b,c",
                "sync", "false",
                "count", " 7 "));

    assertThat(options.get(DIRECTORY)).isEqualTo(Path.of("/data"));
    assertThat(options.get(MAX)).isEqualTo(512L << 20);
    assertThat(options.get(TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
    assertThat(options.find(MODE)).contains("safe");
    assertThat(options.get(WORDS)).containsExactly("a", "b", "c");
    assertThat(options.get(SYNC)).isFalse();
    assertThat(options.get(COUNT)).isEqualTo(7L);
  }

  @Test
  void typed_values_are_taken_as_they_are() {
    Options options =
        SCHEMA.read(
            Map.of(
                "directory", Path.of("x"),
                "max-object", 10,
                "timeout", Duration.ofSeconds(1),
                "words", List.of("a")));

    assertThat(options.get(DIRECTORY)).isEqualTo(Path.of("x"));
    assertThat(options.get(MAX)).isEqualTo(10L);
    assertThat(options.get(TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.get(WORDS)).containsExactly("a");
  }

  @Test
  void what_is_not_given_has_its_default_or_no_value() {
    Options options = SCHEMA.read(Map.of("directory", "x"));

    assertThat(options.get(MAX)).isEqualTo(5L << 20);
    assertThat(options.find(MODE)).isEmpty();
    assertThatThrownBy(() -> options.get(MODE)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_problem_is_reported_at_once() {
    assertThatThrownBy(
            () -> SCHEMA.read(Map.of("max-object", "lots", "timeout", "2h", "colour", "red")))
        .isInstanceOfSatisfying(
            OptionException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .anyMatch(problem -> problem.startsWith("colour: unknown"))
                    .anyMatch(problem -> problem.startsWith("directory: missing"))
                    .anyMatch(problem -> problem.startsWith("max-object: found \"lots\""))
                    .anyMatch(problem -> problem.startsWith("timeout: found \"2h\"")));
  }

  @ParameterizedTest
  @CsvSource({
    "max-object, 0B",
    "max-object, 10",
    "max-object, 9999999999999999999TiB",
    "timeout, 0ms",
    "timeout, 10",
    "timeout, 99999999999999999999d",
    "timeout, ''",
    "mode, slow",
    "sync, yes",
    "count, 10",
    "count, 1.5",
    "words, 'a,,b'",
    "directory, ' '"
  })
  void a_value_outside_its_bounds_is_refused(String name, String text) {
    assertThatThrownBy(() -> OptionSchema.of(optionNamed(name)).read(Map.of(name, text)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(name);
  }

  @Test
  void a_secret_is_never_shown() {
    assertThat(SCHEMA.read(Map.of("directory", "x", "key", "hunter2")))
        .hasToString("{directory=x, max-object=5242880, timeout=PT10S, key=***, sync=true}");
    assertThatThrownBy(
            () -> OptionSchema.of(Option.integer("pin", 0, 9).secret()).read(Map.of("pin", "12")))
        .hasMessageNotContaining("12");
  }

  @Test
  void an_option_of_another_schema_has_no_value() {
    Options options = SCHEMA.read(Map.of("directory", "x"));

    assertThatThrownBy(() -> options.get(Option.text("directory")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Option<?> optionNamed(String name) {
    return SCHEMA.options().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
  }
}
