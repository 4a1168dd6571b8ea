package io.tsink.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.embedded.Tsink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SameDirectoryIT {
  private static final int SAMPLES = 5_000;

  @TempDir private Path folder;
  private final long base = System.currentTimeMillis() - 3_600_000;

  @Test
  void what_the_library_wrote_the_server_reads_and_the_other_way_round() throws IOException {
    try (Tsink library = library()) {
      library.write(
          writer -> {
            var series = writer.series(Labels.of("__name__", "shared", "room", "kitchen"));
            for (int i = 0; i < SAMPLES; i++) {
              writer.append(series, base + i, i / 10.0);
            }
          });
    }

    try (ServerProcess server = ServerProcess.on(folder.resolve("data")).start()) {
      Client client = server.client();
      assertThat(count(client, SAMPLES)).isEqualTo(SAMPLES);
      assertThat(
              client
                  .write(
                      new WriteRequest()
                          .series(
                              Map.of("__name__", "shared", "room", "kitchen"),
                              new long[] {base + SAMPLES},
                              new double[] {SAMPLES / 10.0}))
                  .status())
          .isEqualTo(204);
      String _ = server.stop();
    }

    try (Tsink library = library()) {
      assertThat(
              library.select(
                  Labels.of("__name__", "shared", "room", "kitchen"), base, base + SAMPLES + 1))
          .hasSize(SAMPLES + 1);
    }
  }

  @Test
  void a_server_is_told_that_a_program_has_the_directory() throws IOException {
    try (Tsink _ = library();
        ChildProcess server = ServerProcess.on(folder.resolve("data")).spawn()) {
      assertThat(server.awaitEnd()).isEqualTo(1);
      assertThat(server.text()).contains(folder.resolve("data").toString(), "LOCK");
    }
  }

  private Tsink library() {
    return Tsink.builder()
        .dataPath(folder.resolve("data"))
        .precision(TimestampPrecision.MILLISECONDS)
        .open();
  }

  private long count(Client client, int samples) {
    String query = "count_over_time(shared[1h])";
    return (long) QueryAnswer.of(client.instant(query, base + samples)).onlyValue();
  }
}
