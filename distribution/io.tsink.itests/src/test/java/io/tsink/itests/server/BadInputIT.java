package io.tsink.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.itests.server.Client.Answer;
import io.tsink.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputIT {
  private static final int MAX_REQUEST = 64 << 10;
  private static final int MAX_DECODED = 1 << 20;

  private Path folder;
  private ServerProcess server;
  private Client client;
  private long now;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    server =
        ServerProcess.on(folder.resolve("data"))
            .with("http.max-request-size", "64KiB")
            .with("http.max-decoded-size", "1MiB")
            .start();
    client = server.client();
    now = System.currentTimeMillis();
    assertThat(client.write(sample("good", 1)).status()).isEqualTo(204);
  }

  @AfterEach
  void what_was_good_is_still_there_and_more_is_taken() {
    assertThat(QueryAnswer.of(client.instant("good", now)).size()).isEqualTo(1);
    assertThat(client.write(sample("good", 1)).status()).isEqualTo(204);
    assertThat(server.process().text()).doesNotContain("ERROR");
  }

  @AfterAll
  void end() {
    server.close();
  }

  private WriteRequest sample(String name, double value) {
    return new WriteRequest()
        .series(Map.of("__name__", name), new long[] {now}, new double[] {value});
  }

  private static void assertRefused(Answer answer, int status, String... words) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(words).endsWith("\n").doesNotContain("Exception");
  }

  @Test
  void garbage_is_no_snappy() {
    assertRefused(client.write(new byte[] {-1, -1, -1, -1, -1, -1, 7}), 400, "not valid snappy");
  }

  @Test
  void compressed_garbage_is_no_write_request() {
    byte[] garbage = WriteRequest.compressed("what is this".getBytes(StandardCharsets.UTF_8));

    assertRefused(client.write(garbage), 400, "no prometheus.WriteRequest: at byte ");
  }

  @Test
  void a_truncated_body_is_no_snappy() {
    byte[] whole = sample("truncated", 1).encoded();

    assertRefused(client.write(Arrays.copyOf(whole, whole.length / 2)), 400, "not valid snappy");
    assertThat(QueryAnswer.of(client.instant("truncated", now)).size()).isZero();
  }

  @Test
  void a_truncated_message_says_where_it_ends() {
    byte[] whole = sample("cut", 1).plain();
    byte[] cut = WriteRequest.compressed(Arrays.copyOf(whole, whole.length - 3));

    assertRefused(client.write(cut), 400, "at byte ", "are there");
    assertThat(QueryAnswer.of(client.instant("cut", now)).size()).isZero();
  }

  @Test
  void an_oversized_body_names_the_limit() {
    assertRefused(
        client.write(new byte[MAX_REQUEST + 1]), 413, "http.max-request-size", "" + MAX_REQUEST);
  }

  @Test
  void an_oversized_message_names_the_limit() {
    assertRefused(
        client.write(WriteRequest.compressed(new byte[MAX_DECODED + 1])),
        400,
        "http.max-decoded-size");
  }

  @Test
  void a_snappy_bomb_is_refused_by_its_claim() {
    // a length of 4 GiB - 1 in five bytes, and nothing after it
    byte[] bomb = {-1, -1, -1, -1, 15, 0};

    assertRefused(client.write(bomb), 400, "http.max-decoded-size");
  }

  @Test
  void another_media_type_is_told_which_one_is_expected() {
    byte[] body = sample("json", 1).encoded();

    assertRefused(
        client.post("/api/v1/write", body, "Content-Type", "application/json"),
        415,
        "application/json",
        "application/x-protobuf");
    assertRefused(
        client.post(
            "/api/v1/write",
            body,
            "Content-Type",
            "application/x-protobuf;proto=io.prometheus.write.v2.Request",
            "Content-Encoding",
            "snappy"),
        415,
        "v2.Request");
  }

  @Test
  void another_coding_is_told_which_one_is_expected() {
    assertRefused(
        client.post(
            "/api/v1/write",
            sample("zip", 1).encoded(),
            "Content-Type",
            "application/x-protobuf",
            "Content-Encoding",
            "br"),
        415,
        "\"br\"",
        "snappy");
  }

  @Test
  void a_kind_of_series_that_does_not_exist_is_named_with_its_line() {
    Answer answer = client.importText("# TYPE odd rainbow\nodd_one 1\nodd_two{ 2\n");

    assertRefused(answer, 400, "line 3");
    assertThat(QueryAnswer.of(client.instant("odd_one", System.currentTimeMillis())).size())
        .isEqualTo(1);
  }

  @Test
  void a_path_and_a_method_that_nobody_answers_are_named() {
    assertRefused(client.get("/api/v1/nothing"), 404, "/api/v1/nothing");
    assertRefused(client.get("/api/v1/write"), 405, "GET", "POST");
  }

  @Test
  void a_query_that_cannot_be_read_says_where() {
    Answer answer = client.instant("sum(good", now);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"errorType\":\"bad_data\"", "1:");
  }

  @Test
  void a_second_server_on_the_same_data_names_the_folder() throws IOException {
    try (ChildProcess second = ServerProcess.on(folder.resolve("data")).spawn()) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.text())
          .contains("data-path", folder.resolve("data").toString(), "in use by another server");
    }
  }

  @Test
  void a_key_that_does_not_exist_is_named() throws IOException {
    Path file = folder.resolve("tsink.yaml");
    Files.writeString(file, "storage:\n  retentoin: 3d\n");

    try (ChildProcess process =
        ServerProcess.on(folder.resolve("unknown")).with("config", file).spawn()) {
      assertThat(process.awaitEnd()).isEqualTo(2);
      assertThat(process.text())
          .contains(file + ":2:3", "storage.retentoin", "did you mean", "storage.retention");
    }
    assertThat(folder.resolve("unknown")).doesNotExist();
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    String taken = server.url().substring("http://".length());

    try (ChildProcess process =
        ServerProcess.on(folder.resolve("taken")).with("http.listen", taken).spawn()) {
      assertThat(process.awaitEnd()).isEqualTo(1);
      assertThat(process.text()).contains("http.listen", taken, "in use").doesNotContain("\tat ");
    }
  }

  @Test
  void a_full_disk_refuses_writes_until_there_is_room_and_loses_nothing() throws IOException {
    Requires.root();
    Path small = Files.createDirectory(folder.resolve("small"));
    // a file system that only the server sees and that goes with it
    String mount =
        "mount -t tmpfs -o size=24m none '%s' && head -c 12M /dev/zero > '%s/ballast' && exec \"$@\""
            .formatted(small, small);
    try (ServerProcess full =
        ServerProcess.on(small.resolve("data"))
            .with("plugins.folder", folder.resolve("no-plugins"))
            .with("storage.chunk-points", 50)
            .under("unshare", "--mount", "sh", "-c", mount, "sh")
            .start()) {
      Client writer = full.client();
      int stored = 0;
      Answer answer = writer.write(bulk(stored));
      while (answer.status() == 204 && stored < 10_000) {
        stored++;
        answer = writer.write(bulk(stored));
      }

      assertRefused(answer, 507, small.resolve("data").toString(), "no space left");
      assertThat(allOf(writer, stored)).isGreaterThanOrEqualTo((long) stored * BULK);
      Files.delete(
          Path.of("/proc", Long.toString(full.process().pid()), "root")
              .resolve(Path.of("/").relativize(small))
              .resolve("ballast"));
      int refused = stored;
      Waiting.until(
          ChildProcess.PATIENCE,
          () -> "a write after there is room: " + full.process().text(),
          () -> writer.write(bulk(refused)).status() == 204);
      assertThat(allOf(writer, stored + 1)).isEqualTo((stored + 1L) * BULK);
    }
  }

  private static final int BULK = 2_000;

  /// A request that hardly compresses.
  private WriteRequest bulk(int number) {
    long[] times = new long[BULK];
    double[] values = new double[BULK];
    for (int i = 0; i < BULK; i++) {
      times[i] = now - 100_000_000 + (long) number * BULK + i;
      values[i] = Double.longBitsToDouble((times[i] * 0x9E3779B97F4A7C15L) >>> 2);
    }
    return new WriteRequest().series(Map.of("__name__", "bulk"), times, values);
  }

  private long allOf(Client reader, int requests) {
    long end = now - 100_000_000 + (long) (requests + 1) * BULK;
    String query = "count_over_time(bulk[%dms])".formatted((long) (requests + 2) * BULK);
    return (long) QueryAnswer.of(reader.instant(query, end)).onlyValue();
  }
}
