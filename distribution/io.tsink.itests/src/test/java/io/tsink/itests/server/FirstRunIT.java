package io.tsink.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.itests.server.Client.Answer;
import io.tsink.testkit.Requires;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FirstRunIT {
  private Path folder;
  private ServerProcess server;
  private Client client;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    server = ServerProcess.on(folder.resolve("data")).start();
    client = server.client();
  }

  @AfterAll
  void end() {
    server.close();
  }

  @Test
  void what_the_server_says_to_try_next_works_as_printed() throws IOException {
    Matcher write = server.process().awaitLine(Pattern.compile("^ *(curl --data-binary .*)$"));
    Matcher query = server.process().awaitLine(Pattern.compile("^ *(curl '.*/query\\?.*)$"));

    assertThat(shell(write.group(1))).isEmpty();
    assertThat(shell(query.group(1)))
        .contains("\"status\":\"success\"", "\"room\":\"kitchen\"", "\"21.5\"");
  }

  private static String shell(String command) throws IOException {
    Requires.program("curl", "apt-get install -y curl");
    try (ChildProcess process =
        ChildProcess.start(new ProcessBuilder("sh", "-c", command + " --silent --show-error"))) {
      assertThat(process.awaitEnd()).as(process::text).isZero();
      return process.text();
    }
  }

  @Test
  void imported_text_is_found_by_every_kind_of_request() {
    long now = System.currentTimeMillis();

    Answer imported =
        client.importText(
            """
            # HELP walks Dogs walked.
            # TYPE walks counter
            walks{dog="rex"} 7 %1$d
            walks{dog="ada"} 9 %1$d
            """
                .formatted(now));

    assertThat(imported).isEqualTo(new Answer(204, ""));
    assertThat(QueryAnswer.of(client.instant("walks", now)).series())
        .containsExactly(
            Map.entry("{__name__=\"walks\",dog=\"ada\"}", List.of(new QueryAnswer.Point(now, 9))),
            Map.entry("{__name__=\"walks\",dog=\"rex\"}", List.of(new QueryAnswer.Point(now, 7))));
    assertThat(QueryAnswer.of(client.range("sum(walks)", now, now + 60_000, 15_000)).series())
        .hasEntrySatisfying("{}", points -> assertThat(points).hasSize(5));
    assertThat(texts("/api/v1/labels?match[]=walks")).containsExactly("__name__", "dog");
    assertThat(texts("/api/v1/label/dog/values")).contains("ada", "rex");
    assertThat(QueryAnswer.data(get("/api/v1/series?match[]=walks")).asJsonArray())
        .extracting(series -> series.asJsonObject().getString("dog"))
        .containsExactlyInAnyOrder("ada", "rex");
  }

  private List<String> texts(String path) {
    return QueryAnswer.data(get(path)).asJsonArray().getValuesAs(JsonString::getString);
  }

  private Answer get(String path) {
    Answer answer = client.get(path.replace("[", "%5B").replace("]", "%5D"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  @Test
  void remote_write_is_found() {
    long now = System.currentTimeMillis();

    Answer written =
        client.write(
            new WriteRequest()
                .series(
                    Map.of("__name__", "written", "by", "hand"),
                    new long[] {now - 1, now},
                    new double[] {1.5, Double.NEGATIVE_INFINITY}));

    assertThat(written).isEqualTo(new Answer(204, ""));
    assertThat(QueryAnswer.of(client.instant("written[1s]", now)).series())
        .containsExactly(
            Map.entry(
                "{__name__=\"written\",by=\"hand\"}",
                List.of(
                    new QueryAnswer.Point(now - 1, 1.5),
                    new QueryAnswer.Point(now, Double.NEGATIVE_INFINITY))));
  }

  @Test
  void it_says_that_it_is_well_and_what_it_is() {
    assertThat(get("/healthz").status()).isEqualTo(200);
    assertThat(get("/ready").status()).isEqualTo(200);
    JsonObject info = QueryAnswer.data(get("/api/v1/status/buildinfo")).asJsonObject();
    assertThat(info.getString("application")).isEqualTo("tsink");
  }

  @Test
  void http_2_is_spoken_without_encryption() throws Exception {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    URI ready = URI.create(server.url() + "/ready");

    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());

    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.body()).isEqualTo("tsink is ready\n");
    assertThat(response.headers().firstValue("Date")).isPresent();
  }

  @Test
  void promtool_finds_nothing_wrong_with_the_metrics() throws IOException {
    Path promtool = Requires.program("promtool", "apt-get install -y prometheus");
    Path metrics = folder.resolve("metrics");
    Files.writeString(metrics, get("/metrics").body(), StandardCharsets.UTF_8);

    ProcessBuilder builder = new ProcessBuilder(promtool.toString(), "check", "metrics");
    try (ChildProcess process = ChildProcess.start(builder.redirectInput(metrics.toFile()))) {
      assertThat(process.awaitEnd()).as(process::text).isZero();
      assertThat(process.text()).isEmpty();
    }
  }

  @Test
  void a_request_to_stop_is_heeded_and_nothing_is_lost() throws IOException {
    Path data = folder.resolve("stopped");
    long now = System.currentTimeMillis();
    try (ServerProcess first = ServerProcess.on(data).start()) {
      assertThat(first.client().importText("kept 1 %d\n".formatted(now)).status()).isEqualTo(204);

      assertThat(first.stop()).contains("tsink: stopping on SIGTERM").doesNotContain("ERROR");
    }
    try (ServerProcess second = ServerProcess.on(data).start()) {
      assertThat(QueryAnswer.of(second.client().instant("kept", now)).size()).isEqualTo(1);
    }
  }
}
