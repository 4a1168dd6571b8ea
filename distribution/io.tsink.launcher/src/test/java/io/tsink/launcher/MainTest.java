package io.tsink.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
  @TempDir Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void every_error_of_the_configuration_is_listed_and_nothing_starts() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("my.yaml"), "storage:\n  retension: 1d\n  chunk-points: -1\n");

    int code = run(Map.of("TSINK_NOPE", "1"), "server", "--config", file.toString(), "--lsten=x:1");

    assertThat(code).isEqualTo(Main.USAGE);
    assertThat(text(err))
        .isEqualTo(
            """
            tsink: the configuration has 4 errors:
              %1$s:2:3: unknown key storage.retension; did you mean storage.retention?
              %1$s:3:3: storage.chunk-points: found "-1", expected a whole number from 1 to 65535
              TSINK_NOPE: unknown variable
              --lsten: unknown flag; did you mean --listen?
            """
                .formatted(file));
    assertThat(home.resolve("data")).doesNotExist();
  }

  @Test
  void a_named_configuration_file_has_to_exist() {
    Path missing = home.resolve("missing.yaml");

    assertThat(run(Map.of("TSINK_CONFIG", missing.toString()))).isEqualTo(Main.USAGE);
    assertThat(text(err)).contains(missing + ": no such file");
    assertThat(run(Map.of(), "server", "--config")).isEqualTo(Main.USAGE);
    assertThat(text(err)).contains("--config: no value, expected a path");
  }

  @Test
  void the_file_of_the_installation_is_read_when_none_is_named() throws Exception {
    Files.createDirectories(home.resolve("etc"));
    Path file = Files.writeString(home.resolve("etc/tsink.yaml"), "query:\n  timeout: 7s\n");

    assertThat(run(Map.of(), "config", "show", "--listen=127.0.0.1:0")).isZero();
    assertThat(text(out).lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "query.timeout: 7s # " + file + ":2:3",
            "http.listen: 127.0.0.1:0 # --listen",
            "storage.precision: ms # default");
  }

  @Test
  void the_template_and_the_schema_are_printed() {
    assertThat(run(Map.of(), "config", "template")).isZero();
    assertThat(text(out)).startsWith("# yaml-language-server: $schema=tsink.schema.json\n");
    assertThat(run(Map.of(), "config", "schema")).isZero();
    assertThat(text(out)).contains("\"$schema\"");
    assertThat(run(Map.of(), "config")).isEqualTo(Main.USAGE);
  }

  @Test
  void an_unknown_command_is_a_usage_error_and_help_is_not() {
    assertThat(run(Map.of(), "serve")).isEqualTo(Main.USAGE);
    assertThat(text(err)).startsWith("tsink: unknown command \"serve\"").contains("Usage:");
    assertThat(run(Map.of(), "server", "--help")).isZero();
    assertThat(text(out)).startsWith("Usage:");
    assertThat(run(Map.of(), "--version")).isZero();
    assertThat(text(out)).contains("tsink " + Main.version());
  }

  @Test
  void an_installation_without_features_does_not_start() {
    int code = run(Map.of(), "--data-path", home.resolve("data").toString());

    assertThat(code).isEqualTo(Main.FAILED);
    assertThat(text(err))
        .isEqualTo(
            "tsink: %s: no folder of feature documents\n".formatted(home.resolve("features")));
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new Main(
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(new Installation(home), List.of(arguments));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
