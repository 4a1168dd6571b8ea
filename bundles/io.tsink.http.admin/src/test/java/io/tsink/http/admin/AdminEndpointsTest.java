package io.tsink.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.HealthItem;
import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Statistic;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.StoreStatus;
import io.tsink.http.HttpEndpoint;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.telemetry.MetricRegistry;
import io.tsink.testkit.ingest.TestExchange;
import io.tsink.testkit.ingest.TestResponse;
import io.tsink.testkit.storage.DelegatingStorage;
import io.tsink.testkit.storage.ModelStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminEndpointsTest {
  private final Reporting storage = new Reporting();

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void a_process_that_serves_is_healthy_whatever_its_store_does() {
    storage.status = new StoreStatus(StoreStatus.State.FAILED, "open", 0, "the disk is gone");

    TestResponse response = get(new HealthEndpoint(storage), "/healthz");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("tsink is healthy\n");
  }

  @Test
  void a_ready_store_is_ready_and_what_is_not_well_is_told() {
    storage.status = new StoreStatus(StoreStatus.State.READY, "ready", 1, null);
    storage.items.add(item(HealthItem.Status.OK, "wal", "ok", "", ""));
    storage.items.add(
        item(HealthItem.Status.DEGRADED, "codec", "codec_missing", "no zoo", "install zoo"));

    TestResponse response = get(new HealthEndpoint(storage), "/-/ready");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text())
        .isEqualTo("tsink is ready\ncodec: degraded: codec_missing: no zoo\n  install zoo\n");
  }

  @Test
  void a_store_that_is_read_back_answers_503_with_its_phase_and_how_far_it_is() {
    storage.status = new StoreStatus(StoreStatus.State.STARTING, "replay", 0.4, null);

    TestResponse response = get(new HealthEndpoint(storage), "/ready");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("1");
    assertThat(response.text()).isEqualTo("tsink is not ready: replay, 40% done\n");
  }

  @Test
  void a_store_that_failed_says_why() {
    storage.status = new StoreStatus(StoreStatus.State.FAILED, "open", -1, "the disk is gone");

    TestResponse response = get(new HealthEndpoint(storage), "/ready");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text()).isEqualTo("tsink is not ready: the disk is gone\n");
  }

  @Test
  void what_the_store_counts_is_shown_to_scrapers() {
    storage.counted.add(
        new Statistic(
            "tsink_samples_total",
            Statistic.Type.COUNTER,
            "Samples written.",
            Labels.of("kind", "f64"),
            12));
    var registry = new MetricRegistry();
    registry.scope("tsink").collector(new StorageMetrics(storage));

    TestResponse response = get(new MetricsEndpoint(registry), "/metrics");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(response.text())
        .contains("# TYPE tsink_samples_total counter\n")
        .contains("tsink_samples_total{kind=\"f64\"} 12\n")
        .contains("tsink_storage_ready 1\n");
  }

  @Test
  void a_flush_is_answered_when_it_is_done() {
    TestResponse response = flush();

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.bytes()).isEmpty();
    assertThat(storage.flushes).isEqualTo(1);
  }

  @Test
  void a_flush_that_fails_is_left_to_the_host_and_may_be_tried_again() {
    storage.flushFailure = new StorageException(ErrorKind.STORAGE_FULL, "the disk is full");

    assertThatThrownBy(this::flush).isSameAs(storage.flushFailure);

    storage.flushFailure = null;
    assertThat(flush().status()).isEqualTo(204);
  }

  @Test
  void a_store_that_cannot_flush_says_so() {
    storage.canFlush = false;

    TestResponse response = flush();

    assertThat(response.status()).isEqualTo(501);
    assertThat(response.text()).isEqualTo("this store has nothing to flush\n");
  }

  private TestResponse flush() {
    return request(new MaintenanceEndpoint(storage), "/api/v1/admin/flush", "POST");
  }

  private static TestResponse get(HttpEndpoint endpoint, String path) {
    return request(endpoint, path, "GET");
  }

  private static TestResponse request(HttpEndpoint endpoint, String path, String method) {
    HttpRoute route =
        endpoint.routes().stream()
            .filter(each -> each.path().equals(path) && each.methods().contains(method))
            .findFirst()
            .orElseThrow();
    TestExchange exchange = new TestExchange(route).method(method);
    endpoint.handle(exchange);
    assertThat(exchange.response().ended()).isTrue();
    return exchange.response();
  }

  private static HealthItem item(
      HealthItem.Status status, String component, String code, String cause, String remedy) {
    return new HealthItem(component, status, code, cause, remedy, Instant.EPOCH);
  }

  /// A store that reports what a test sets.
  private static final class Reporting extends DelegatingStorage {
    final List<HealthItem> items = new ArrayList<>();
    final List<Statistic> counted = new ArrayList<>();
    StoreStatus status = new StoreStatus(StoreStatus.State.READY, "ready", 1, null);
    @Nullable StorageException flushFailure;
    boolean canFlush = true;
    int flushes;

    Reporting() {
      super(ModelStorage.open());
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
      return canFlush && type == Maintenance.class
          ? Optional.of(type.cast((Maintenance) this::flush))
          : Optional.empty();
    }

    private void flush() {
      if (flushFailure != null) {
        throw flushFailure;
      }
      flushes++;
    }

    @Override
    public StoreStatus status() {
      return status;
    }

    @Override
    public List<HealthItem> health() {
      return items;
    }

    @Override
    public List<Statistic> statistics() {
      return counted;
    }
  }
}
