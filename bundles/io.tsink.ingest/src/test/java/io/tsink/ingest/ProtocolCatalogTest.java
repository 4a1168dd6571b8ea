package io.tsink.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tsink.api.AliasKey;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Block;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.HealthItem;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.DatagramBatch;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpProtocol;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolInstance;
import io.tsink.spi.ingest.SampleSink;
import io.tsink.spi.option.Option;
import io.tsink.spi.option.OptionSchema;
import io.tsink.telemetry.MetricRegistry;
import io.tsink.testkit.host.ManualClock;
import io.tsink.testkit.ingest.CounterProtocolExample;
import io.tsink.testkit.storage.ModelStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProtocolCatalogTest {
  private static final Option<Long> LEVEL =
      Option.integer("level", 0, 9).defaultsTo(0L).describedAs("A number.");

  private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1000));
  private final AtomicLong nanos = new AtomicLong(Long.MIN_VALUE + 5);
  private final ModelStorage storage = ModelStorage.open();
  private final MetricRegistry registry = new MetricRegistry();
  private final IngestService service =
      new IngestService(
          storage,
          IngestOptions.DEFAULTS.withMaxParked(4).withDrainDeadline(Duration.ofSeconds(20)),
          clock,
          registry.scope("tsink_ingest"),
          nanos::get);
  private final ProtocolCatalog catalog = service.catalog();

  @AfterEach
  void close() {
    service.close();
    storage.close();
  }

  /// A protocol of one route that remembers what happens to it.
  private static final class Fake implements Protocol {
    private final String name;
    private final String path;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicReference<@Nullable Long> level = new AtomicReference<>();
    private boolean broken;

    Fake(String name, String path) {
      this.name = name;
      this.path = path;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public OptionSchema options() {
      return OptionSchema.of(LEVEL);
    }

    @Override
    public ProtocolInstance open(IngestHost host) {
      if (broken) {
        throw new IllegalStateException("broken on purpose");
      }
      opened.incrementAndGet();
      level.set(host.options().get(LEVEL));
      return new HttpProtocol() {
        @Override
        public List<HttpRoute> routes() {
          return List.of(HttpRoute.of(path, "POST"));
        }

        @Override
        public void handle(HttpExchange exchange) {
          exchange.response().send();
        }

        @Override
        public void close() {
          closed.incrementAndGet();
        }
      };
    }
  }

  private RouteTable.Target target() {
    return catalog.routes().targets().getFirst();
  }

  private void assertAway(Runnable entering) {
    assertThatThrownBy(entering::run)
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.NOT_READY);
              FailureAnswer answer = FailureAnswer.of(e);
              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.retryAfterSeconds()).isPositive();
            });
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING
        && thread.getState() != Thread.State.WAITING) {
      assertThat(thread.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }

  @Test
  void a_bound_protocol_answers_its_routes() {
    var fake = new Fake("fake", "/a/{b}");
    catalog.bind(fake, 0);

    assertThat(target().route().path()).isEqualTo("/a/{b}");
    try (Lease lease = catalog.enter(target())) {
      assertThat(lease.protocol()).isEqualTo("fake");
      assertThat(lease.http().routes()).hasSize(1);
      assertThat(lease.route().path()).isEqualTo("/a/{b}");
    }
    assertThat(catalog.health())
        .extracting(HealthItem::status)
        .containsExactly(HealthItem.Status.OK);
  }

  @Test
  void a_protocol_that_was_never_there_is_away_at_once() {
    assertAway(() -> catalog.enter("nobody").close());
  }

  @Test
  void unbinding_waits_for_calls_under_way_and_closes_the_instance() throws InterruptedException {
    var fake = new Fake("fake", "/a");
    catalog.bind(fake, 0);
    Lease lease = catalog.enter(target());
    Thread unbinding = Thread.ofVirtual().name("unbind").start(() -> catalog.unbind(fake));
    awaitWaiting(unbinding);
    assertThat(fake.closed).hasValue(0);

    lease.close();
    unbinding.join();

    assertThat(fake.closed).hasValue(1);
  }

  @Test
  void a_call_that_does_not_end_is_ended_by_force() throws InterruptedException {
    try (var impatient =
        new IngestService(
            storage,
            IngestOptions.DEFAULTS.withDrainDeadline(Duration.ofMillis(1)),
            clock,
            registry.scope("impatient"))) {
      var fake = new Fake("fake", "/a");
      impatient.catalog().bind(fake, 0);
      var entered = new CountDownLatch(1);
      var interrupted = new AtomicBoolean();
      var kind = new AtomicReference<@Nullable ErrorKind>();
      Thread stuck =
          Thread.ofVirtual()
              .name("stuck")
              .start(
                  () -> {
                    RouteTable.Target target = impatient.catalog().routes().targets().getFirst();
                    try (Lease lease = impatient.catalog().enter(target)) {
                      SampleSink sink = lease.sink(AppendContext.local());
                      entered.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException _) {
                        interrupted.set(true);
                      }
                      try {
                        var _ = sink.flush();
                      } catch (StorageException e) {
                        kind.set(e.kind());
                      }
                    }
                  });
      entered.await();

      impatient.catalog().unbind(fake);
      stuck.join();

      assertThat(interrupted).isTrue();
      assertThat(kind).hasValue(ErrorKind.SHUTTING_DOWN);
      assertThat(fake.closed).hasValue(1);
    }
  }

  @Test
  void a_request_in_the_gap_waits_for_the_successor() throws InterruptedException {
    Fake fake = bind("fake", "/a", 0);
    RouteTable.Target old = target();
    catalog.unbind(fake);
    RouteTable.Target away = target();
    var served = new AtomicReference<@Nullable String>();
    List<Thread> waiting = new ArrayList<>();
    for (RouteTable.Target each : List.of(old, away)) {
      waiting.add(
          Thread.ofVirtual()
              .name("request")
              .start(
                  () -> {
                    try (Lease lease = catalog.enter(each)) {
                      served.set(lease.route().path());
                    }
                  }));
    }
    waiting.forEach(ProtocolCatalogTest::awaitWaiting);

    catalog.bind(new Fake("fake", "/a"), 0);
    for (Thread thread : waiting) {
      thread.join();
    }

    assertThat(served).hasValue("/a");
  }

  private final List<Fake> bound = new ArrayList<>();

  private Fake bind(String name, String path, int ranking) {
    var fake = new Fake(name, path);
    bound.add(fake);
    catalog.bind(fake, ranking);
    return fake;
  }

  @Test
  void the_deadline_counts_from_the_departure() {
    Fake fake = bind("fake", "/a", 0);
    RouteTable.Target old = target();
    catalog.unbind(fake);
    nanos.addAndGet(IngestOptions.DEFAULTS.swapDeadline().toNanos());

    assertAway(() -> catalog.enter(old).close());
    assertAway(() -> catalog.enter(target()).close());
    assertThat(catalog.health())
        .extracting(HealthItem::code, HealthItem::status)
        .containsExactly(tuple("away", HealthItem.Status.DEGRADED));
  }

  @Test
  void a_protocol_comes_back_after_its_deadline() {
    Fake fake = bind("fake", "/a", 0);
    catalog.unbind(fake);
    nanos.addAndGet(IngestOptions.DEFAULTS.swapDeadline().toNanos());

    bind("fake", "/a", 0);

    catalog.enter(target()).close();
  }

  @Test
  void only_so_many_requests_wait() {
    Fake fake = bind("fake", "/a", 0);
    catalog.unbind(fake);
    RouteTable.Target away = target();
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          Thread.ofVirtual()
              .name("request")
              .start(
                  () -> {
                    try {
                      catalog.enter(away).close();
                    } catch (StorageException _) {
                      // the test ends
                    }
                  });
      awaitWaiting(thread);
      waiting.add(thread);
    }

    assertAway(() -> catalog.enter(away).close());

    waiting.forEach(Thread::interrupt);
  }

  @Test
  void a_better_service_is_opened_before_the_old_one_is_closed() {
    Fake old = bind("fake", "/a", 0);
    Lease lease = catalog.enter(target());
    Fake better = bind("fake", "/a", 1);

    assertThat(better.opened).hasValue(1);
    assertThat(old.closed).hasValue(0);
    Lease next = catalog.enter(target());
    lease.close();
    catalog.unbind(old);
    assertThat(old.closed).hasValue(1);
    assertThat(better.closed).hasValue(0);
    next.close();
  }

  @Test
  void a_worse_service_waits_until_the_better_one_goes() {
    Fake better = bind("fake", "/a", 1);
    Fake worse = bind("fake", "/a", 0);
    assertThat(worse.opened).hasValue(0);

    catalog.unbind(better);

    assertThat(worse.opened).hasValue(1);
    catalog.enter(target()).close();
  }

  @Test
  void a_service_that_cannot_be_opened_leaves_the_old_one_at_work() {
    Fake old = bind("fake", "/a", 0);
    var broken = new Fake("fake", "/a");
    broken.broken = true;
    catalog.bind(broken, 5);

    catalog.enter(target()).close();
    assertThat(old.closed).hasValue(0);
    assertThat(catalog.health())
        .anySatisfy(
            item -> {
              assertThat(item.status()).isEqualTo(HealthItem.Status.FAILED);
              assertThat(item.cause()).contains("broken on purpose");
            });
  }

  @Test
  void new_options_mean_a_new_instance() {
    catalog.configure("fake", Map.of("level", "3"));
    Fake fake = bind("fake", "/a", 0);
    assertThat(fake.level).hasValue(3L);

    catalog.configure("fake", Map.of("level", 4));
    assertThat(fake.level).hasValue(4L);
    catalog.unbind(fake);

    assertThat(fake.opened).hasValue(2);
    assertThat(fake.closed).hasValue(2);
  }

  @Test
  void options_that_are_wrong_are_named() {
    catalog.configure("fake", Map.of("level", "12", "colour", "red"));
    bind("fake", "/a", 0);

    assertThat(catalog.health())
        .singleElement()
        .satisfies(item -> assertThat(item.cause()).contains("colour").contains("level"));
  }

  @Test
  void a_route_that_is_taken_is_refused_and_shown() {
    bind("first", "/a/{x}", 0);
    bind("second", "/a/{y}", 0);

    assertThat(catalog.routes().targets()).hasSize(1);
    assertThat(catalog.health())
        .anySatisfy(
            item -> {
              assertThat(item.component()).isEqualTo("protocol second");
              assertThat(item.cause()).isEqualTo("route [POST] /a/{y} belongs to protocol first");
            });
  }

  @Test
  void a_successor_without_the_route_says_so() {
    Fake fake = bind("fake", "/a", 0);
    RouteTable.Target old = target();
    catalog.unbind(fake);
    bind("fake", "/b", 0);

    assertThatThrownBy(() -> catalog.enter(old))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND));
  }

  @Test
  void listeners_hear_of_each_change() {
    var sizes = new ArrayList<Integer>();
    catalog.onChange(table -> sizes.add(table.targets().size()));
    Fake fake = bind("fake", "/a", 0);
    catalog.unbind(fake);

    assertThat(sizes.getFirst()).isZero();
    assertThat(sizes.getLast()).isEqualTo(1);
  }

  @Test
  void metrics_go_with_the_instance() {
    Fake fake = bind("fake", "/a", 0);
    assertThat(registry.exposition()).contains("protocol=\"fake\"");

    catalog.unbind(fake);

    assertThat(registry.exposition()).doesNotContain("protocol=\"fake\"");
  }

  @Test
  void state_goes_from_one_instance_to_the_next_and_nothing_is_counted_twice() {
    var first = new CounterProtocolExample();
    catalog.bind(first, 0);
    count("a:5");
    catalog.unbind(first);
    var second = new CounterProtocolExample();
    clock.advance(Duration.ofSeconds(1));
    catalog.bind(second, 0);
    count("a:7");
    catalog.unbind(second);

    assertThat(values()).containsExactly(5.0, 12.0);
  }

  private void count(String packet) {
    var batch = new DatagramBatch();
    byte[] bytes = packet.getBytes(UTF_8);
    batch.add(bytes, 0, bytes.length, null, 0);
    try (Lease lease = catalog.enter("example-counters")) {
      lease.datagram().datagrams(batch, lease.sink(AppendContext.local()));
    }
  }

  private List<Double> values() {
    var values = new ArrayList<Double>();
    try (var querier = storage.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
      var set =
          querier.select(
              Selection.of(Matcher.equal("__name__", "a")), SelectHints.over(TimeRange.ALL));
      while (set.next()) {
        var cursor = set.samples();
        var block = new Block();
        while (cursor.nextChunk()) {
          cursor.load(block);
          for (int i = block.from(); i < block.to(); i++) {
            values.add(block.doubles()[i]);
          }
        }
      }
    }
    return values;
  }

  @Test
  void many_swaps_under_load_lose_no_request() throws InterruptedException {
    var stop = new AtomicBoolean();
    var stored = new AtomicLong();
    var failures = new AtomicReference<@Nullable Throwable>();
    bind("fake", "/a", 0);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int client = i;
      clients.add(
          Thread.ofVirtual()
              .name("client-" + i)
              .start(
                  () -> {
                    try {
                      for (long n = 0; !stop.get(); n++) {
                        write(client, n);
                        stored.incrementAndGet();
                      }
                    } catch (RuntimeException e) {
                      failures.set(e);
                    }
                  }));
    }
    for (int swap = 0; swap < 20; swap++) {
      long before = stored.get();
      while (stored.get() < before + 20 && failures.get() == null) {
        Thread.onSpinWait();
      }
      catalog.unbind(bound.getLast());
      bind("fake", "/a", 0);
    }
    stop.set(true);
    for (Thread client : clients) {
      client.join();
    }

    assertThat(failures.get()).isNull();
    assertThat(bound).hasSize(21);
    assertThat(bound.subList(0, 20)).allSatisfy(each -> assertThat(each.closed).hasValue(1));
  }

  private void write(int client, long number) {
    try (Lease lease = catalog.enter(target())) {
      SampleSink sink = lease.sink(AppendContext.local());
      byte[] name = ("c" + client).getBytes(UTF_8);
      AliasKey key = new AliasKey().start(1, sink.scopeSeed()).add(name, 0, name.length);
      int slot = sink.find(key);
      if (slot < 0) {
        slot = sink.define(key, new LabelsBuilder().add("__name__", "c" + client));
      }
      sink.batch().add(slot, number % 100, (double) number);
      if (sink.flush().samples() != 1) {
        throw new IllegalStateException("not stored: " + sink.result().report("row", 1));
      }
    }
  }
}
