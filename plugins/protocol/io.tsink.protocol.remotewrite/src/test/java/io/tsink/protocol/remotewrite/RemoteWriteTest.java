package io.tsink.protocol.remotewrite;

import static io.tsink.protocol.remotewrite.Prompb.label;
import static io.tsink.protocol.remotewrite.Prompb.request;
import static io.tsink.protocol.remotewrite.Prompb.sample;
import static io.tsink.protocol.remotewrite.Prompb.series;
import static io.tsink.protocol.remotewrite.Prompb.span;
import static io.tsink.protocol.remotewrite.Prompb.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.MediaType;
import io.tsink.testkit.ingest.ProtocolHarness;
import io.tsink.testkit.ingest.RecordingSink;
import io.tsink.testkit.ingest.TestExchange;
import io.tsink.testkit.ingest.TestResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteWriteTest {
  private final ProtocolHarness harness = ProtocolHarness.open(new RemoteWriteProtocol());
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    harness.close();
  }

  private TestResponse send(Prompb.Message request) {
    return send(request.bytes());
  }

  private TestResponse send(byte[] body) {
    return harness.send(new TestExchange(harness.route()).body(body).sink(sink)).response();
  }

  @Test
  void success_is_204_without_a_body() {
    TestResponse response = send(request(series("__name__", "a").with("samples", sample(1, 1))));

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.bytes()).isEmpty();
  }

  @Test
  void a_partial_success_is_400_and_says_what_was_kept_and_why_not_the_rest() {
    TestResponse response =
        send(
            request(
                series("__name__", "a").with("samples", sample(1, 1)),
                series("job", "x").with("samples", sample(1, 1))));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text())
        .contains("stored: 1 samples; rejected: 1")
        .contains("series 1: NO_METRIC_NAME");
    assertThat(sink.rows()).containsExactly("a 1.0 @1");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf, true",
    "application/x-protobuf;proto=prometheus.WriteRequest, true",
    "'application/x-protobuf; charset=utf-8', true",
    "application/x-protobuf;proto=io.prometheus.write.v2.Request, false",
    "application/json, false",
    "text/plain, false"
  })
  void only_the_first_version_is_taken(String type, boolean taken) {
    assertThat(harness.route().accepts(MediaType.parse(type))).isEqualTo(taken);
  }

  @Test
  void a_request_without_media_type_or_coding_is_the_first_version_in_snappy() {
    HttpRoute route = harness.route();

    assertThat(route.accepts((MediaType) null)).isTrue();
    assertThat(route.codings()).containsExactly("snappy");
    assertThat(route.defaultCoding()).isEqualTo("snappy");
    assertThat(route.methods()).containsExactly("POST");
    assertThat(route.path()).isEqualTo("/api/v1/write");
    assertThat(route.maxBodyBytes()).isEqualTo(32L << 20);
  }

  @Test
  void a_body_that_is_no_message_is_refused_as_a_whole() {
    byte[] good = request(series("__name__", "a").with("samples", sample(1, 1))).bytes();
    byte[] bad = java.util.Arrays.copyOf(good, good.length + 2);
    bad[good.length] = 0x0a;
    bad[good.length + 1] = 0x7f;

    TestResponse response = send(bad);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("at byte %d".formatted(good.length + 2));
    assertThat(sink.rows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"OVERLOADED, 503", "TENANT_OVERLOADED, 429", "IO, 500"})
  void a_failure_of_the_store_has_the_status_of_its_kind(ErrorKind kind, int status) {
    sink.failing(new StorageException(kind, "no"));

    TestResponse response = send(request(series("__name__", "a").with("samples", sample(1, 1))));

    assertThat(response.status()).isEqualTo(status);
    assertThat(sink.rows()).isEmpty();
  }

  @Test
  void a_large_request_is_stored_in_pieces_and_a_failure_says_how_much_was() {
    Prompb.Message request = start("WriteRequest");
    for (int i = 0; i < 10; i++) {
      request.with("timeseries", series("__name__", "a").with("samples", sample(i, i)));
    }
    sink.maxRows(4);
    assertThat(send(request).status()).isEqualTo(204);
    assertThat(sink.rows()).hasSize(10);
    assertThat(sink.flushes()).isEqualTo(3);

    sink.failing(new StorageException(ErrorKind.OVERLOADED, "too much at once"));
    TestResponse response = send(request);

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text()).contains("too much at once; 10 samples were stored before that");
  }

  @Test
  void exemplars_and_metadata_are_kept() {
    TestResponse response =
        send(
            request(
                    series("__name__", "a")
                        .with("samples", sample(1, 1))
                        .with("exemplars", exemplar("trace_id", "x").with("timestamp", 3L))
                        .with("exemplars", exemplar("trace_id", "y")))
                .with("metadata", metadata("a", 1, "help", "seconds"))
                .with("metadata", metadata("b", 77, "", ""))
                .with("metadata", metadata("", 1, "", "")));

    assertThat(response.status()).isEqualTo(400);
    assertThat(sink.exemplars())
        .containsExactly("a # {trace_id=\"x\"} 2.0 @3", "a # {trace_id=\"y\"} 2.0");
    assertThat(sink.metadata())
        .containsExactly("# a counter \"help\" unit \"seconds\"", "# b unknown \"\" unit \"\"");
    assertThat(sink.rejections()).containsExactly("2 NO_METRIC_NAME");
  }

  @Test
  void an_exemplar_with_too_long_labels_is_refused_and_its_sample_kept() {
    send(
        request(
            series("__name__", "a")
                .with("samples", sample(1, 1))
                .with("exemplars", exemplar("trace_id", "é".repeat(120)))
                .with("exemplars", exemplar("trace_id", "é".repeat(121)))));

    assertThat(sink.rows()).hasSize(1);
    assertThat(sink.exemplars()).hasSize(1);
    assertThat(sink.rejections()).containsExactly("0 INVALID_EXEMPLAR");
  }

  private static Prompb.Message exemplar(String name, String value) {
    return start("Exemplar").with("labels", label(name, value)).with("value", 2.0);
  }

  private static Prompb.Message metadata(String family, int type, String help, String unit) {
    return start("MetricMetadata")
        .with("type", type)
        .with("metric_family_name", family)
        .with("help", help)
        .with("unit", unit);
  }

  @Test
  void a_histogram_whose_count_does_not_match_is_refused_with_the_text_that_senders_know() {
    TestResponse response =
        send(
            request(
                series("__name__", "h")
                    .with("histograms", Histograms.integer().with("count_int", 99L))
                    .with("histograms", Histograms.integer())));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text())
        .contains(
            "histogram's observation count should equal the number of observations found in the"
                + " buckets (in absence of NaN)");
    assertThat(sink.rows()).hasSize(1);
    assertThat(sink.rejections()).containsExactly("0 INVALID_HISTOGRAM");
  }

  @ParameterizedTest
  @ValueSource(ints = {-9, -5, 53, -54, 1000})
  void a_histogram_of_an_unknown_schema_is_refused(int schema) {
    send(
        request(
            series("__name__", "h")
                .with("histograms", Histograms.integer().with("schema", schema))));

    assertThat(sink.rejections()).containsExactly("0 INVALID_HISTOGRAM");
  }

  @Test
  void a_histogram_of_too_fine_a_schema_is_made_coarser() {
    send(
        request(
            series("__name__", "h").with("histograms", Histograms.integer().with("schema", 9))));

    assertThat(sink.rejections()).isEmpty();
    assertThat(sink.rows()).singleElement().asString().contains("schema 8");
  }

  @Test
  void spans_that_lie_about_their_buckets_are_refused() {
    send(
        request(
            series("__name__", "h")
                .with("histograms", Histograms.integer().with("positive_spans", span(0, 1)))
                .with("histograms", Histograms.integer().with("positive_spans", span(-1, 0)))
                .with(
                    "histograms",
                    Histograms.integer().with("positive_spans", span(0, Integer.MAX_VALUE)))));

    assertThat(sink.rejections())
        .containsExactly("0 INVALID_HISTOGRAM", "0 INVALID_HISTOGRAM", "0 INVALID_HISTOGRAM");
  }

  @Test
  void a_histogram_with_custom_buckets_is_kept() {
    send(
        request(
            series("__name__", "h")
                .with(
                    "histograms",
                    start("Histogram")
                        .with("count_int", 3L)
                        .with("sum", 4.0)
                        .with("schema", -53)
                        .with("positive_spans", span(0, 3))
                        .with("positive_deltas", 1L)
                        .with("positive_deltas", 0L)
                        .with("positive_deltas", 0L)
                        .with("custom_values", 0.5)
                        .with("custom_values", 1.0)
                        .with("timestamp", 7L))));

    assertThat(sink.rejections()).isEmpty();
    assertThat(sink.rows()).singleElement().asString().contains("bounds [0.5, 1.0]").endsWith("@7");
  }

  @Test
  void a_stale_histogram_is_kept_bit_for_bit() {
    send(
        request(
            series("__name__", "h")
                .with(
                    "histograms",
                    start("Histogram")
                        .with("sum", Double.longBitsToDouble(0x7ff0000000000002L))
                        .with("timestamp", 7L))));

    assertThat(sink.rows()).hasSize(1);
    assertThat(sink.rejections()).isEmpty();
  }

  @Test
  void a_known_series_is_found_whatever_its_samples() {
    send(request(series("__name__", "a").with("samples", sample(1, 1))));
    send(
        request(
            series("__name__", "a").with("samples", sample(2, 2)).with("samples", sample(3, 3))));

    assertThat(sink.definitions()).isEqualTo(1);
    assertThat(sink.rows()).containsExactly("a 1.0 @1", "a 2.0 @2", "a 3.0 @3");
  }

  @Test
  void fields_may_come_in_any_order_and_unknown_ones_are_passed_over() {
    byte[] sampleFirst = {
      0x0a,
      23, // series
      0x12,
      4,
      0x10,
      5,
      0x50,
      9, // sample: time 5, unknown field 10; value absent
      0x78,
      1, // unknown field 15
      0x0a,
      13,
      0x0a,
      8,
      '_',
      '_',
      'n',
      'a',
      'm',
      'e',
      '_',
      '_',
      0x12,
      1,
      'a', // label
      0x5a,
      1,
      0x00 // unknown field 11 of the request
    };

    TestResponse response = send(sampleFirst);

    assertThat(response.text()).isEmpty();
    assertThat(sink.rows()).containsExactly("a 0.0 @5");
  }
}
