package io.tsink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerKeysTest {
  private static final KeyCatalog CATALOG = ServerKeys.catalog();

  @TempDir Path folder;

  @Test
  void the_defaults_arrive_at_the_pids_of_their_components() throws Exception {
    Map<String, Map<String, Object>> pids = load().pids();

    assertThat(pids)
        .containsOnlyKeys(
            "io.tsink.engine",
            "io.tsink.http",
            "io.tsink.http.query",
            "io.tsink.ingest",
            "org.ops4j.pax.logging");
    assertThat(pids.get("io.tsink.engine"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("data.path", folder.toString()),
                Map.entry("precision", "ms"),
                Map.entry("retention.ms", 14L * 86_400_000),
                Map.entry("future.skew.ms", 900_000L),
                Map.entry("wal.sync", "per-append"),
                Map.entry("wal.sync.interval.ms", 1000L),
                Map.entry("wal.segment.size.bytes", 64L << 20),
                Map.entry("wal.size.limit.bytes", 4L << 30),
                Map.entry("wal.replay", "strict"),
                Map.entry("chunk.points", 2048),
                Map.entry("flush.interval.ms", 250L),
                Map.entry("flush.size.bytes", 16L << 20),
                Map.entry("flush.wait.ms", 300_000L),
                Map.entry("compaction.interval.ms", 5_000L),
                Map.entry("cardinality.limit", 0L),
                Map.entry("memory.budget.bytes", 0L),
                Map.entry("max.writers", 0),
                Map.entry("write.timeout.ms", 30_000L)));
    assertThat(pids.get("io.tsink.http"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "host",
                "127.0.0.1",
                "port",
                9201,
                "max.connections",
                1024,
                "idle.timeout.ms",
                30_000L,
                "shutdown.grace.ms",
                10_000L,
                "max.request.size.bytes",
                32L << 20,
                "max.decoded.size.bytes",
                256L << 20));
    assertThat(pids.get("io.tsink.http.query"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "timeout.ms", 120_000L,
                "max.samples", 50_000_000L,
                "max.concurrency", 20,
                "lookback.delta.ms", 300_000L));
    assertThat(pids.get("io.tsink.ingest"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "max.request.size.bytes", 32L << 20,
                "max.decoded.size.bytes", 256L << 20,
                "swap.deadline.ms", 10_000L));
    assertThat(pids.get("org.ops4j.pax.logging"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("log4j2.rootLogger.level", "INFO"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:9201", "[::]:9201", "192.0.2.1:9201", "db.example:9201"})
  void an_address_other_machines_reach_is_refused_unless_it_is_said_to_be_insecure(String listen)
      throws Exception {
    assertThatThrownBy(() -> load("--listen", listen))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            ("--listen: http.listen: other machines can reach \"%s\" and nobody has to"
                    + " authenticate, expected a loopback address such as 127.0.0.1:9201, or"
                    + " http.insecure: true (--insecure) to allow it")
                .formatted(listen));
    assertThat(load("--listen", listen, "--insecure").get(ServerKeys.HTTP_INSECURE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:0", "127.8.8.8:9201", "[::1]:9201", "localhost:9201"})
  void a_loopback_address_needs_nothing(String listen) throws Exception {
    assertThat(load("--listen", listen).text(ServerKeys.HTTP_LISTEN)).isEqualTo(listen);
  }

  @Test
  void a_folder_of_plugins_with_a_comma_is_refused() {
    assertThatThrownBy(() -> load("--plugins.folder=/a,b"))
        .hasMessage(
            "--plugins.folder: plugins.folder: found \"/a,b\", expected a path without a comma");
  }

  @Test
  void the_template_names_every_key_and_sets_none() throws Exception {
    String text = FileTemplate.of(CATALOG, "tsink.schema.json");
    Path file = Files.writeString(folder.resolve("tsink.yaml"), text);

    EffectiveConfig config = loader().file(file).load();

    assertThat(config.entries()).allSatisfy(e -> assertThat(e.origin()).hasToString("default"));
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
  }

  @Test
  void the_template_with_its_defaults_uncommented_is_accepted() throws Exception {
    String text = FileTemplate.of(CATALOG, "tsink.schema.json");
    String all = text.replaceAll("(?m)^( *)#([a-z-]+: .+)$", "$1$2");
    Path file = Files.writeString(folder.resolve("tsink.yaml"), all);

    EffectiveConfig config = loader().file(file).load();

    assertThat(config.entries())
        .filteredOn(entry -> entry.origin() instanceof Origin.Default)
        .extracting(EffectiveConfig.Entry::key)
        .containsExactly("data-path", "plugins.folder");
  }

  @Test
  void the_schema_describes_every_key() {
    String schema = JsonSchema.of(CATALOG);

    assertThat(CATALOG.keys())
        .allSatisfy(
            key ->
                assertThat(schema)
                    .contains("\"" + key.name().substring(key.name().indexOf('.') + 1) + "\": {"));
    assertThat(schema)
        .contains("\"additionalProperties\": false")
        .contains("\"enum\": [\"per-append\", \"periodic\"]");
  }

  private EffectiveConfig load(String... flags) throws ConfigException {
    return loader().flags(List.of(flags)).load();
  }

  private ConfigLoader loader() {
    return new ConfigLoader(CATALOG)
        .defaultValue(ServerKeys.DATA_PATH, folder)
        .defaultValue(ServerKeys.PLUGINS_FOLDER, folder.resolve("plugins"));
  }
}
