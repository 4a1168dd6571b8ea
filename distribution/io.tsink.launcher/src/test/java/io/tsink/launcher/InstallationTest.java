package io.tsink.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.config.EffectiveConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {
  @TempDir Path home;

  @Test
  void data_lies_in_an_unpacked_archive_and_else_where_the_server_was_started() throws Exception {
    Installation installation = new Installation(home);
    assertThat(installation.defaultDataPath()).isEqualTo(Path.of("tsink-data"));

    Files.createDirectories(installation.features());

    assertThat(installation.defaultDataPath()).isEqualTo(home.resolve("data"));
  }

  @Test
  void what_is_left_to_us_is_filled_in_for_this_machine() throws Exception {
    EffectiveConfig automatic = ServerConfig.load(new Installation(home), Map.of(), List.of());
    EffectiveConfig chosen =
        ServerConfig.load(
            new Installation(home),
            Map.of(),
            List.of("--storage.memory-budget=2MiB", "--storage.max-writers=7"));
    Resources machine = new Resources(3, 1L << 30, 1L << 20);

    assertThat(ServerCommand.configurations(automatic, machine).get("io.tsink.engine"))
        .containsEntry("memory.budget.bytes", 1L << 19)
        .containsEntry("max.writers", 3);
    assertThat(ServerCommand.configurations(chosen, machine).get("io.tsink.engine"))
        .containsEntry("memory.budget.bytes", 2L << 20)
        .containsEntry("max.writers", 7);
  }

  @Test
  void the_greeting_begins_with_the_address() {
    assertThat(Greeting.of("1.2.3", "http://127.0.0.1:9201", Path.of("/d")))
        .startsWith("tsink 1.2.3 is ready at http://127.0.0.1:9201 (data in /d)\n")
        .contains("curl 'http://127.0.0.1:9201/api/v1/query?query=temperature'");
  }
}
