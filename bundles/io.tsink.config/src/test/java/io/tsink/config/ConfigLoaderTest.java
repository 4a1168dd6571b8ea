package io.tsink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigLoaderTest {
  private static final ConfigKey<ListenAddress> LISTEN =
      ConfigKey.named("http.listen", KeyType.listenAddress())
          .defaultsTo("127.0.0.1:9201")
          .describedAs("Listen.")
          .alias("listen")
          .pid("p.http", a -> Map.of("host", a.host(), "port", a.port()))
          .build();
  private static final ConfigKey<Boolean> OPEN =
      ConfigKey.named("http.open", KeyType.flag()).defaultsTo("false").describedAs("Open.").build();
  private static final ConfigKey<Duration> RETENTION =
      ConfigKey.named(
              "storage.retention",
              KeyType.durationOr("off", Duration.ofMillis(1), Duration.ofDays(3650)))
          .defaultsTo("14d")
          .describedAs("Retention.")
          .pid("p.store")
          .build();
  private static final ConfigKey<Long> BUDGET =
      ConfigKey.named("storage.budget", KeyType.sizeOr("auto", 1 << 20, 1L << 40))
          .defaultsTo("auto")
          .describedAs("Budget.")
          .pid("p.store")
          .build();
  private static final ConfigKey<Integer> POINTS =
      ConfigKey.named("storage.chunk-points", KeyType.integer(1, 65535))
          .defaultsTo("2048")
          .describedAs("Points.")
          .pid("p.store")
          .build();
  private static final ConfigKey<String> SYNC =
      ConfigKey.named("storage.wal-sync", KeyType.choice("per-append", "periodic"))
          .defaultsTo("per-append")
          .describedAs("Sync.")
          .build();
  private static final ConfigKey<List<String>> NAMES =
      ConfigKey.named("names", KeyType.listOf(KeyType.text(Pattern.compile("[a-z]+"), "a name")))
          .defaultsTo("a,b")
          .describedAs("Names.")
          .pid("p.names", names -> Map.of("names", names.size()))
          .build();
  private static final ConfigKey<String> TOKEN =
      ConfigKey.named("auth.token", KeyType.text(Pattern.compile("[a-z]{4,}"), "four letters"))
          .defaultsTo("none")
          .describedAs("Token.")
          .secret()
          .build();
  private static final KeyCatalog CATALOG =
      new KeyCatalog(
          List.of(LISTEN, OPEN, RETENTION, BUDGET, POINTS, SYNC, NAMES, TOKEN), List.of());

  @TempDir Path folder;

  @Test
  void without_sources_every_value_is_its_default() throws Exception {
    EffectiveConfig config = new ConfigLoader(CATALOG).load();

    assertThat(config.get(RETENTION)).isEqualTo(Duration.ofDays(14));
    assertThat(config.origin(RETENTION)).hasToString("default");
    assertThat(config.get(NAMES)).containsExactly("a", "b");
  }

  @Test
  void each_source_wins_over_the_ones_before_it() throws Exception {
    ConfigLoader loader = new ConfigLoader(CATALOG);
    loader.pluginDefaults("influx", Map.of("storage.chunk-points", "1"));
    assertThat(loader.load().get(POINTS)).isEqualTo(1);
    assertThat(loader.load().origin(POINTS)).hasToString("plugin influx");

    Path file = file("storage:\n  chunk-points: 2\n");
    loader.file(file);
    assertThat(loader.load().get(POINTS)).isEqualTo(2);
    assertThat(loader.load().origin(POINTS)).hasToString(file + ":2:3");

    loader.environment(Map.of("TSINK_STORAGE_CHUNK_POINTS", "3"), Set.of());
    assertThat(loader.load().get(POINTS)).isEqualTo(3);
    assertThat(loader.load().origin(POINTS)).hasToString("TSINK_STORAGE_CHUNK_POINTS");

    loader.flags(List.of("--storage.chunk-points", "4"));
    assertThat(loader.load().get(POINTS)).isEqualTo(4);
    assertThat(loader.load().origin(POINTS)).hasToString("--storage.chunk-points");

    loader.overrides(Map.of("storage.chunk-points", "5"));
    assertThat(loader.load().get(POINTS)).isEqualTo(5);
    assertThat(loader.load().origin(POINTS)).hasToString("override");
  }

  @Test
  void a_key_of_the_file_may_be_written_with_its_dots_or_in_its_section() throws Exception {
    EffectiveConfig config =
        load("storage.retention: off\nstorage:\n  budget: 1GiB\nhttp:\n", List.of());

    assertThat(config.get(RETENTION)).isZero();
    assertThat(config.get(BUDGET)).isEqualTo(1L << 30);
  }

  @Test
  void a_list_is_a_sequence_in_the_file_and_text_with_commas_elsewhere() throws Exception {
    assertThat(load("names: [x, y]\n", List.of()).get(NAMES)).containsExactly("x", "y");
    assertThat(load("names: []\n", List.of()).get(NAMES)).isEmpty();
    assertThat(load("", List.of("--names=x, y,z")).get(NAMES)).containsExactly("x", "y", "z");
  }

  @Test
  void flags_take_their_value_after_an_equals_sign_or_a_space_and_booleans_need_none()
      throws Exception {
    EffectiveConfig config = load("", List.of("--listen", "[::1]:0", "--http.open"));

    assertThat(config.get(LISTEN)).isEqualTo(new ListenAddress("::1", 0));
    assertThat(config.origin(LISTEN)).hasToString("--listen");
    assertThat(config.get(OPEN)).isTrue();
    assertThat(load("", List.of("--http.open=false")).get(OPEN)).isFalse();
  }

  @Test
  void values_reach_their_pids_with_units_in_the_names() throws Exception {
    EffectiveConfig config =
        load("", List.of("--storage.retention=1h30m", "--storage.budget=2MiB"));

    assertThat(config.pids())
        .containsEntry("p.http", Map.of("host", "127.0.0.1", "port", 9201))
        .containsEntry(
            "p.store",
            Map.of("retention.ms", 5_400_000L, "budget.bytes", 2L << 20, "chunk.points", 2048))
        .containsEntry("p.names", Map.of("names", 2));
  }

  @Test
  void a_secret_may_come_from_a_file_and_is_never_shown() throws Exception {
    Path secret = folder.resolve("token");
    Files.writeString(secret, "sesame\n");

    EffectiveConfig config = load("auth:\n  token-file: " + secret + "\n", List.of());

    assertThat(config.get(TOKEN)).isEqualTo("sesame");
    assertThat(config.text(TOKEN)).isEqualTo("<secret>");
    assertThat(config.entries().toString()).contains("<secret>").doesNotContain("sesame");
    assertThat(errors("auth.token: X\n", List.of(), Map.of()))
        .containsExactly("FILE:1:1: auth.token: found <secret>, expected four letters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          storag: {retention: 1d}          | FILE:1:1: unknown key storag; did you mean storage?
          storage: {retension: 1d}         | FILE:1:11: unknown key storage.retension; did you mean storage.retention?
          retention: 1d                    | FILE:1:1: unknown key retention; did you mean storage.retention?
          zzzzzzzzzzzz: 1                  | FILE:1:1: unknown key zzzzzzzzzzzz
          storage: {retention: 14}         | FILE:1:11: storage.retention: found "14", expected a duration from 1ms to 10y, or off
          storage: {retention: -1d}        | FILE:1:11: storage.retention: found "-1d", expected a duration from 1ms to 10y, or off
          storage: {retention: 0s}         | FILE:1:11: storage.retention: found "0s", expected a duration from 1ms to 10y, or off
          storage: {retention: 1m1h}       | FILE:1:11: storage.retention: found "1m1h", expected a duration from 1ms to 10y, or off
          storage: {retention:}            | FILE:1:21: storage.retention: found nothing, expected a duration from 1ms to 10y, or off
          storage: {retention: {a: 1}}     | FILE:1:22: storage.retention: found a section, expected a duration from 1ms to 10y, or off
          storage: {retention: [1d]}       | FILE:1:11: storage.retention: found a list, expected a duration from 1ms to 10y, or off
          storage: {budget: -1MiB}         | FILE:1:11: storage.budget: found "-1MiB", expected a size from 1MiB to 1TiB, or auto
          storage: {budget: 512}           | FILE:1:11: storage.budget: found "512", expected a size from 1MiB to 1TiB, or auto
          storage: {budget: 99999999999TiB} | FILE:1:11: storage.budget: found "99999999999TiB", expected a size from 1MiB to 1TiB, or auto
          storage: {chunk-points: 0}       | FILE:1:11: storage.chunk-points: found "0", expected a whole number from 1 to 65535
          storage: {chunk-points: many}    | FILE:1:11: storage.chunk-points: found "many", expected a whole number from 1 to 65535
          storage: {wal-sync: sometimes}   | FILE:1:11: storage.wal-sync: found "sometimes", expected per-append or periodic
          storage: 3                       | FILE:1:10: storage is a section; it holds "3", expected keys
          names: [a, B]                    | FILE:1:1: names: found a list, expected a list, each entry a name
          http: {open: yes}                | FILE:1:8: http.open: found "yes", expected true or false
          http: {listen: 9201}             | FILE:1:8: http.listen: found "9201", expected host:port such as 127.0.0.1:9201
          http: {listen: 'a:70000'}        | FILE:1:8: http.listen: found "a:70000", expected host:port such as 127.0.0.1:9201
          '[a, b]'                         | FILE:1:1: the file holds a list, expected keys
          '? [a]\n: b'                     | FILE:1:3: a key is a list, expected a name
          """)
  void a_wrong_file_is_refused_with_place_finding_and_expectation(String yaml, String expected)
      throws Exception {
    assertThat(errors(yaml.replace("\\n", "\n"), List.of(), Map.of())).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --http.lisen=127.0.0.1:1  | --http.lisen: unknown flag; did you mean --http.listen?
          --http.lisen 127.0.0.1:1  | --http.lisen: unknown flag; did you mean --http.listen?
          --lsiten=127.0.0.1:1      | --lsiten: unknown flag; did you mean --listen?
          --http.listen             | --http.listen: no value, expected host:port such as 127.0.0.1:9201
          --http.listen --http.open | --http.listen: no value, expected host:port such as 127.0.0.1:9201
          --listen=a:1 --listen=a:2 | --listen: http.listen is set again, first set at --listen
          serve                     | serve: unexpected argument, expected flags such as --KEY=VALUE
          --storage.budget=tiny     | --storage.budget: storage.budget: found "tiny", expected a size from 1MiB to 1TiB, or auto
          """)
  void a_wrong_flag_is_refused(String flags, String expected) throws Exception {
    assertThat(errors("", List.of(flags.split(" ", -1)), Map.of())).containsExactly(expected);
  }

  @Test
  void a_wrong_variable_is_refused_and_foreign_ones_are_not() throws Exception {
    Map<String, String> variables =
        Map.of(
            "TSINK_HTTP_LISEN", "x",
            "TSINK_STORAGE_WAL_SYNC", "never",
            "TSINK_MAX_CPUS", "2",
            "TSINK_SERVICE_HOST", "10.0.0.1",
            "TSINK_PORT_9201_TCP_ADDR", "10.0.0.1",
            "HTTP_LISTEN", "x");

    assertThat(errors("", List.of(), variables))
        .containsExactly(
            "TSINK_HTTP_LISEN: unknown variable; did you mean TSINK_HTTP_LISTEN?",
            "TSINK_STORAGE_WAL_SYNC: storage.wal-sync: found \"never\","
                + " expected per-append or periodic");
  }

  @Test
  void all_errors_of_all_sources_are_listed_at_once() throws Exception {
    String yaml = "storage:\n  chunk-points: -5\n  chunk-points: 7\n  retension: 1d\n";

    assertThat(errors(yaml, List.of("--nope"), Map.of("TSINK_STORAGE_BUDGET", "-1")))
        .containsExactlyInAnyOrder(
            "FILE:2:3: storage.chunk-points: found \"-5\", expected a whole number from 1 to 65535",
            "FILE:3:3: storage.chunk-points is set again, first set at FILE:2:3",
            "FILE:4:3: unknown key storage.retension; did you mean storage.retention?",
            "TSINK_STORAGE_BUDGET: storage.budget: found \"-1\","
                + " expected a size from 1MiB to 1TiB, or auto",
            "--nope: unknown flag");
  }

  @Test
  void text_that_is_not_yaml_is_refused_with_its_place() throws Exception {
    assertThat(errors("storage:\n  retention: [1d\nhttp: 1\n", List.of(), Map.of()))
        .singleElement()
        .asString()
        .startsWith("FILE:3:")
        .contains("not YAML: ");
    assertThat(errors("a: 1\n---\nb: 2\n", List.of(), Map.of()))
        .singleElement()
        .asString()
        .contains("not YAML: ");
  }

  @Test
  void a_missing_or_unreadable_file_is_an_error() throws Exception {
    Path missing = folder.resolve("missing.yaml");
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {'a', (byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> new ConfigLoader(CATALOG).file(missing).load())
        .hasMessage(missing + ": no such file");
    assertThatThrownBy(() -> new ConfigLoader(CATALOG).file(binary).load())
        .hasMessage(binary + ": is not UTF-8 text");
    assertThatThrownBy(() -> new ConfigLoader(CATALOG).file(folder).load())
        .hasMessageStartingWith(folder + ": cannot be read: ");
  }

  @Test
  void a_key_of_another_catalog_is_a_mistake_of_the_program() throws Exception {
    EffectiveConfig config = new ConfigLoader(CATALOG).load();

    assertThatThrownBy(() -> config.get(ServerKeys.DATA_PATH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key data-path is not of this catalog");
  }

  private EffectiveConfig load(String yaml, List<String> flags) throws Exception {
    return new ConfigLoader(CATALOG).file(file(yaml)).flags(flags).load();
  }

  private List<String> errors(String yaml, List<String> flags, Map<String, String> variables)
      throws IOException {
    Path file = file(yaml);
    ConfigLoader loader =
        new ConfigLoader(CATALOG)
            .file(file)
            .flags(flags)
            .environment(variables, Set.of("TSINK_MAX_CPUS"));
    ConfigException refused = catchThrowableOfType(ConfigException.class, loader::load);
    return refused.errors().stream()
        .map(error -> error.toString().replace(file.toString(), "FILE"))
        .toList();
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("tsink.yaml"), yaml);
  }
}
