package io.tsink.http.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.SampleBatch;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.testkit.ingest.TestExchange;
import io.tsink.testkit.storage.ModelStorage;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryApiTest {
  private final ModelStorage storage = ModelStorage.open();
  private final long now = storage.options().precision().of(Instant.ofEpochSecond(1_000));
  private final QueryApi api =
      new QueryApi(
          storage, QueryApiOptions.DEFAULTS, InstantSource.fixed(Instant.ofEpochSecond(1_000)));

  @BeforeEach
  void write() {
    long second = storage.options().precision().unitsPerSecond();
    var batch = new SampleBatch(storage.options().precision());
    try (Appender appender = storage.appender(AppendContext.local())) {
      int a = batch.slot(appender.series(Labels.of("__name__", "up", "job", "a")));
      int b = batch.slot(appender.series(Labels.of("__name__", "up", "job", "b")));
      for (int i = 10; i >= 0; i--) {
        batch.add(a, now - i * second, 10 - i);
        batch.add(b, now - i * second, 0.5);
      }
      assertThat(appender.commit(batch, CommitOptions.defaults()).outcomes().rejected()).isZero();
    }
  }

  private TestExchange ask(String path, String query) {
    HttpRoute route =
        api.routes().stream().filter(each -> each.path().equals(path)).findFirst().orElseThrow();
    var exchange = new TestExchange(route).query(query);
    if (path.contains("{name}")) {
      exchange.variable("name", "job");
    }
    api.handle(exchange);
    assertThat(exchange.response().ended()).isTrue();
    return exchange;
  }

  private String answer(String path, String query) {
    return ask(path, query).response().text();
  }

  @Test
  void an_instant_query_is_answered_at_now_or_the_time_asked_for() {
    assertThat(answer("/api/v1/query", "query=up%7Bjob%3D%22a%22%7D"))
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + "{\"metric\":{\"__name__\":\"up\",\"job\":\"a\"},\"value\":[1000,\"10\"]}]}}");
    assertThat(answer("/api/v1/query", "query=sum(up)&time=998.5"))
        .contains("{\"metric\":{},\"value\":[998.500,\"8.5\"]}");
  }

  @Test
  void a_range_query_has_a_value_for_each_step() {
    assertThat(
            answer("/api/v1/query_range", "query=up%7Bjob%3D%22a%22%7D&start=998&end=1000&step=1"))
        .contains("\"resultType\":\"matrix\"")
        .contains("\"values\":[[998,\"8\"],[999,\"9\"],[1000,\"10\"]]");
  }

  @Test
  void scalars_and_strings_are_answered_as_such() {
    assertThat(answer("/api/v1/query", "query=1%2B1"))
        .contains("\"resultType\":\"scalar\",\"result\":[1000,\"2\"]");
    assertThat(answer("/api/v1/query", "query=%22x%22"))
        .contains("\"resultType\":\"string\",\"result\":[1000,\"x\"]");
  }

  @Test
  void a_limit_truncates_with_a_warning() {
    assertThat(answer("/api/v1/query", "query=up&limit=1"))
        .contains("\"job\":\"a\"")
        .doesNotContain("\"job\":\"b\"")
        .contains("\"warnings\":[\"results truncated due to limit\"]");
  }

  @Test
  void series_and_labels_are_listed() {
    assertThat(answer("/api/v1/series", "match[]=up%7Bjob%3D~%22b%7Cc%22%7D"))
        .isEqualTo("{\"status\":\"success\",\"data\":[{\"__name__\":\"up\",\"job\":\"b\"}]}");
    assertThat(answer("/api/v1/labels", ""))
        .isEqualTo("{\"status\":\"success\",\"data\":[\"__name__\",\"job\"]}");
    assertThat(answer("/api/v1/label/{name}/values", "match[]=up%7Bjob%3D%22a%22%7D"))
        .isEqualTo("{\"status\":\"success\",\"data\":[\"a\"]}");
    assertThat(answer("/api/v1/label/{name}/values", "start=0&end=1"))
        .isEqualTo("{\"status\":\"success\",\"data\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/query|query=up%7B|400|bad_data|parse error",
        "/api/v1/query|query=up&time=x|400|bad_data|invalid parameter \\\"time\\\": cannot parse"
            + " \\\"x\\\"",
        "/api/v1/query|query=up&limit=-1|400|bad_data|limit must be non-negative",
        "/api/v1/query_range|query=up&start=2&end=1&step=1|400|bad_data|end timestamp must not be"
            + " before",
        "/api/v1/query_range|query=up&start=1&end=2&step=0|400|bad_data|zero or negative query"
            + " resolution",
        "/api/v1/query_range|query=up&start=0&end=20000&step=1|400|bad_data|exceeded maximum"
            + " resolution of 11,000 points",
        "/api/v1/series|start=1|400|bad_data|no match[] parameter provided",
        "/api/v1/query|query=up%20%2B%20on(x)%20up|422|execution|",
      })
  void a_request_that_has_no_answer_is_told_why(
      String path, String query, int status, String type, String text) {
    TestExchange exchange = ask(path, query);

    assertThat(exchange.response().status()).isEqualTo(status);
    assertThat(exchange.response().text())
        .startsWith("{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"")
        .contains(text == null ? "" : text);
  }

  @Test
  void build_info_speaks_the_version_of_the_api() {
    assertThat(answer("/api/v1/status/buildinfo", "")).contains("\"application\":\"tsink\"");
  }
}
