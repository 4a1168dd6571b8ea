package io.tsink.testkit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tsink.spi.ingest.DatagramProtocol;
import io.tsink.spi.ingest.HttpProtocol;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolInstance;
import io.tsink.spi.ingest.StatefulProtocol;
import io.tsink.spi.ingest.StreamProtocol;
import io.tsink.testkit.Sampling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What every protocol promises. A subclass gives the service and its cases.
///
/// Random choices come from one seed, which failures name; the property `tsink.seed` sets it.
public abstract class ProtocolContract {
  private static final int MUTATIONS = 200;
  private static final int MAX_TRUNCATIONS = 300;
  private static final int LOAD = 4000;
  private static final int ATTEMPTS = 10;
  private static final long SEED = Sampling.seed(ProtocolContract.class);

  /// Returns a new service object.
  protected abstract Protocol protocol();

  /// Returns inputs and what becomes of them: good ones, bad ones and mixtures.
  protected abstract List<ProtocolCase> cases();

  /// Returns an input of that many samples of at most 100 series, always the same ones, whose
  /// length grows with the number; empty when the protocol aggregates and gives no row for a
  /// sample.
  protected abstract byte[] load(int samples);

  /// Whether the service must be found by the service loader.
  protected boolean registered() {
    return true;
  }

  @Test
  protected void the_service_describes_itself() {
    Protocol protocol = protocol();

    assertThat(protocol.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(protocol.options().options())
        .allSatisfy(option -> assertThat(option.description()).isNotBlank());
    if (registered()) {
      assertThat(ServiceLoader.load(Protocol.class).stream().map(ServiceLoader.Provider::type))
          .contains(protocol.getClass());
    }
  }

  @Test
  protected void an_instance_can_be_fed() {
    try (ProtocolHarness harness = ProtocolHarness.open(protocol())) {
      ProtocolInstance instance = harness.instance();

      assertThat(
              instance instanceof HttpProtocol
                  || instance instanceof StreamProtocol
                  || instance instanceof DatagramProtocol)
          .isTrue();
      if (instance instanceof HttpProtocol http) {
        assertThat(http.routes()).isNotEmpty().doesNotHaveDuplicates();
      }
    }
  }

  @Test
  protected void each_case_gives_its_rows_and_rejections() {
    for (ProtocolCase each : cases()) {
      RecordingSink sink = fed(each);

      if (each.rows() != null) {
        assertThat(sink.rows()).as(each.name()).isEqualTo(each.rows());
      }
      if (each.rejected() >= 0) {
        assertThat(sink.result().rejected())
            .as("%s: %s", each.name(), sink.rejections())
            .isEqualTo(each.rejected());
      }
    }
  }

  @Test
  protected void any_split_of_the_input_gives_the_same_rows() {
    RandomGenerator random = random();
    for (ProtocolCase each : cases()) {
      List<String> whole = fed(each).everything();
      for (int size = 1; size <= 16; size++) {
        assertThat(fed(each, size).everything())
            .as("%s in pieces of %d", each.name(), size)
            .isEqualTo(whole);
      }
      for (int i = 0; i < 10; i++) {
        int[] sizes = random.ints(5, 1, 1 + Math.max(1, each.input().length)).toArray();
        assertThat(fed(each, sizes).everything())
            .as("%s in pieces of %s", each.name(), Arrays.toString(sizes))
            .isEqualTo(whole);
      }
    }
  }

  @Test
  protected void a_sink_that_is_soon_full_gets_the_same_rows() {
    for (ProtocolCase each : cases()) {
      List<String> whole = fed(each).rows();
      var small = new RecordingSink().maxRows(2);
      feed(each.input(), each.mediaType(), small);

      assertThat(small.rows()).as(each.name()).isEqualTo(whole);
    }
  }

  @Test
  protected void a_known_series_is_not_defined_again() {
    try (ProtocolHarness harness = ProtocolHarness.open(protocol())) {
      var sink = new RecordingSink();
      byte[] input = load(200);
      harness.feed(input, "", sink);
      int defined = sink.definitions();
      int rows = sink.rows().size();
      harness.feed(input, "", sink);

      assertThat(defined).isLessThanOrEqualTo(100);
      assertThat(sink.definitions()).isEqualTo(defined);
      assertThat(sink.rows()).hasSize(2 * rows);
      assertThat(rows).isEqualTo(input.length == 0 ? 0 : 200);
    }
  }

  @Test
  protected void samples_of_known_series_allocate_nothing() {
    byte[] small = load(LOAD);
    byte[] large = load(2 * LOAD);
    if (small.length == 0) {
      return;
    }
    try (ProtocolHarness harness = ProtocolHarness.open(protocol())) {
      var sink = new RecordingSink().forgetful();
      long least = Long.MAX_VALUE;
      for (int attempt = 0; attempt < ATTEMPTS && least >= LOAD; attempt++) {
        Runnable once = AllocationProbe.feeding(harness, small, sink);
        Runnable twice = AllocationProbe.feeding(harness, large, sink);
        long first = AllocationProbe.bytes(once);
        var _ = sink.flush();
        long second = AllocationProbe.bytes(twice);
        var _ = sink.flush();
        least = Math.min(least, second - first);
      }

      assertThat(least).as("bytes allocated for %d samples", LOAD).isLessThan(LOAD);
    }
  }

  @Test
  protected void damaged_input_never_throws_out() {
    RandomGenerator random = random();
    for (ProtocolCase each : cases()) {
      byte[] input = each.input();
      int step = Math.max(1, input.length / MAX_TRUNCATIONS);
      for (int length = 0; length < input.length; length += step) {
        feedDamaged(each, Arrays.copyOf(input, length));
      }
      for (int i = 0; i < MUTATIONS && input.length > 0; i++) {
        byte[] mutant = input.clone();
        for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
          mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
        }
        feedDamaged(each, mutant);
      }
    }
  }

  @Test
  protected void garbage_never_throws_out() {
    RandomGenerator random = random();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] garbage = new byte[random.nextInt(300)];
      random.nextBytes(garbage);
      feedDamaged(ProtocolCase.of("garbage", garbage), garbage);
    }
  }

  private void feedDamaged(ProtocolCase origin, byte[] input) {
    assertThatCode(
            () -> {
              try (ProtocolHarness harness = ProtocolHarness.open(protocol())) {
                var sink = new RecordingSink();
                if (harness.instance() instanceof HttpProtocol) {
                  var exchange = new TestExchange(harness.route()).body(input).sink(sink);
                  if (!origin.mediaType().isEmpty()) {
                    exchange.header("Content-Type", origin.mediaType());
                  }
                  harness.send(exchange);
                  assertThat(exchange.response().status()).isLessThan(500);
                } else {
                  harness.feed(input, "", sink);
                }
              }
            })
        .as("%s, damaged: %s, seed %d", origin.name(), Arrays.toString(input), SEED)
        .doesNotThrowAnyException();
  }

  @Test
  protected void a_swap_goes_on_where_the_predecessor_stopped() {
    for (ProtocolCase each : cases()) {
      var through = new RecordingSink();
      try (ProtocolHarness harness = ProtocolHarness.open(protocol())) {
        harness.feed(each.input(), each.mediaType(), through);
        harness.tick(through);
        harness.feed(each.input(), each.mediaType(), through);
        harness.tick(through);
      }
      var swapped = new RecordingSink();
      ProtocolHarness first = ProtocolHarness.open(protocol());
      first.feed(each.input(), each.mediaType(), swapped);
      try (ProtocolHarness second = first.swap(protocol(), Map.of(), swapped)) {
        second.feed(each.input(), each.mediaType(), swapped);
        second.tick(swapped);
      }

      assertThat(swapped.everything()).as(each.name()).isEqualTo(through.everything());
    }
  }

  @Test
  protected void a_successor_has_the_state_of_its_predecessor() {
    ProtocolHarness first = ProtocolHarness.open(protocol());
    if (!(first.instance() instanceof StatefulProtocol stateful)) {
      first.close();
      return;
    }
    for (ProtocolCase each : cases()) {
      first.feed(each.input(), each.mediaType(), new RecordingSink());
    }
    first.tick(new RecordingSink());
    var saved = stateful.snapshot();

    try (ProtocolHarness second = first.swap(protocol(), Map.of(), new RecordingSink())) {
      assertThat(((StatefulProtocol) second.instance()).snapshot()).isEqualTo(saved);
    }
  }

  @Test
  protected void nothing_of_a_reloaded_plugin_stays_behind() throws Exception {
    List<ProtocolCase> all = cases();

    PluginReload.assertCollected(
        protocol().getClass(),
        reloaded -> {
          try (ProtocolHarness harness = ProtocolHarness.open(reloaded)) {
            for (ProtocolCase each : all) {
              harness.feed(each.input(), each.mediaType(), new RecordingSink());
            }
          }
        });
  }

  private RecordingSink fed(ProtocolCase each, int... pieces) {
    var sink = new RecordingSink();
    feed(each.input(), each.mediaType(), sink, pieces);
    return sink;
  }

  private void feed(byte[] input, String mediaType, RecordingSink sink, int... pieces) {
    try (ProtocolHarness harness = ProtocolHarness.open(protocol())) {
      harness.feed(input, mediaType, sink, pieces);
      harness.tick(sink);
    }
  }

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  }
}
