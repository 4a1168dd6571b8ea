package io.tsink.protocol.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.testkit.ingest.ProtocolHarness;
import io.tsink.testkit.ingest.RecordingSink;
import io.tsink.testkit.ingest.TestExchange;
import io.tsink.testkit.ingest.TestResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  private final ProtocolHarness harness =
      ProtocolHarness.open(new ExpositionProtocol(), Map.of("max-line-size", "1KiB"));
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    harness.close();
  }

  private TestExchange text(String body) {
    return new TestExchange(harness.route()).body(body).sink(sink);
  }

  @Test
  void the_route_streams_any_media_type() {
    HttpRoute route = harness.route();

    assertThat(route.path()).isEqualTo("/api/v1/import/prometheus");
    assertThat(route.methods()).containsExactly("POST");
    assertThat(route.bodyMode()).isEqualTo(HttpRoute.BodyMode.STREAM);
    assertThat(route.mediaTypes()).isEmpty();
  }

  @Test
  void success_is_204_without_a_body() {
    TestResponse response = harness.send(text("a 1\n")).response();

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.bytes()).isEmpty();
  }

  @Test
  void a_bad_line_is_named_by_its_number_and_the_good_ones_are_kept() {
    TestResponse response = harness.send(text("# ok\na 1\nb one\nc 3\n")).response();

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text())
        .isEqualTo(
            """
            stored: 2 samples; rejected: 1
            line 3: MALFORMED: expected a number as value, found "one"
            """);
    assertThat(sink.rows()).hasSize(2);
  }

  @Test
  void a_sample_without_time_has_that_of_the_request() {
    harness.send(text("a 1\nb 2 5\n").receivedAt(Instant.ofEpochMilli(1234)));

    assertThat(sink.rows()).containsExactly("a 1.0 @1234", "b 2.0 @5");
  }

  @Test
  void seconds_of_open_metrics_become_exact_milliseconds() {
    harness.send(
        text("a 1 1.001\na 2 1520879607.789\na 3 -0.0015\na 4 1.5e3\n")
            .header("Content-Type", "application/openmetrics-text"));

    assertThat(sink.rows())
        .containsExactly("a 1.0 @1001", "a 2.0 @1520879607789", "a 3.0 @-2", "a 4.0 @1500000");
  }

  @Test
  void exemplars_are_kept_and_those_too_long_refused_alone() {
    harness.send(
        text(
            "a_total 1 5 # {trace_id=\"x\"} 0.5 1.25\na_total 2 6 # {} 1\na_total 3 7 # {l=\""
                + "é".repeat(128)
                + "\"} 1\n"));

    assertThat(sink.rows()).containsExactly("a_total 1.0 @5", "a_total 2.0 @6", "a_total 3.0 @7");
    assertThat(sink.exemplars())
        .containsExactly("a_total # {trace_id=\"x\"} 0.5 @1250", "a_total # {} 1.0");
    assertThat(sink.rejections()).containsExactly("3 INVALID_EXEMPLAR");
  }

  @Test
  void comments_on_families_become_metadata() {
    harness.send(
        text(
            """
            # HELP a one\\ntwo \\\\ \\"
            # TYPE a counter
            # nothing
            a 1
            #TYPE b gauge
            # TYPE "c.d" untyped
            # UNIT e seconds
            """));

    assertThat(sink.metadata())
        .containsExactly(
            "# a counter \"one\ntwo \\ \\\"\" unit \"\"",
            "# b gauge \"\" unit \"\"",
            "# c.d unknown \"\" unit \"\"",
            "# e unknown \"\" unit \"seconds\"");
  }

  @Test
  void a_line_that_is_too_long_is_refused_and_the_next_one_read() {
    TestResponse response =
        harness
            .send(text("a 1 1\nb{x=\"" + "y".repeat(70_000) + "\"} 2 2\nc 3 3\n").pieces(500, 1000))
            .response();

    assertThat(response.text()).contains("line 2: MALFORMED: line of more than 1024 bytes");
    assertThat(sink.rows()).containsExactly("a 1.0 @1", "c 3.0 @3");
  }

  @Test
  void protobuf_is_answered_with_what_is_supported() {
    TestResponse response =
        harness.send(text("").header("Content-Type", "application/vnd.google.protobuf")).response();

    assertThat(response.status()).isEqualTo(415);
    assertThat(response.text()).contains("text/plain").contains("application/openmetrics-text");
  }

  @Test
  void a_failure_says_how_much_was_stored_before() {
    sink.maxRows(1);
    harness.send(text("a 1\n"));
    sink.failing(new StorageException(ErrorKind.OVERLOADED, "busy"));

    TestResponse response = harness.send(text("a 2\n")).response();

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text()).contains("busy; 1 samples were stored before that");
  }
}
