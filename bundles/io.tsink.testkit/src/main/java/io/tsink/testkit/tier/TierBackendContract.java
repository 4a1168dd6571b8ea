package io.tsink.testkit.tier;

import static io.tsink.testkit.tier.Content.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tsink.spi.tier.ObjectDigest;
import io.tsink.spi.tier.ObjectPage;
import io.tsink.spi.tier.ObjectSource;
import io.tsink.spi.tier.ObjectStat;
import io.tsink.spi.tier.PutCondition;
import io.tsink.spi.tier.TierBackend;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import io.tsink.spi.tier.TierKey;
import io.tsink.spi.tier.TierMeter.Operation;
import io.tsink.spi.tier.TierTrait;
import io.tsink.spi.tier.TierTraits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every tier back end must do; extended by the test of each.
///
/// A test class gives [#open] and says what its place [lacks][#lacks]. Each test method finds an
/// empty place. The system property `tsink.nightly` makes listings 50 times longer, `tsink.seed`
/// changes what is random.
///
/// All promises of the contract are here in one class, in sections, so that a proof is one class.
@Timeout(600)
public abstract class TierBackendContract {
  private static final TierKey KEY = key("v1/000001/segment.chunks");
  private static final byte[] FIRST = Content.of(1, 200_000);
  private static final byte[] SECOND = Content.of(2, 150_000);
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final int RACERS = 8;
  private static final Content.Event BREAK_OFF =
      () -> {
        throw new IOException("injected: the source broke off");
      };

  private final FakeTierHost host = new FakeTierHost();
  private final List<TierBackend> opened = new ArrayList<>();
  private @Nullable TierBackend first;

  /// Opens a back end. Within one test method all are opened on the same place, which is empty at
  /// first.
  protected abstract TierBackend open(FakeTierHost host) throws Exception;

  /// Returns the traits that the place does not have. All others are tested.
  protected Set<TierTrait> lacks() {
    return Set.of();
  }

  /// Damages an object behind the back end's back.
  ///
  /// @return false when the test cannot do that; what needs it is then skipped
  protected boolean damage(TierKey key, Damage damage) throws Exception {
    return false;
  }

  /// Leaves what an upload leaves whose process was killed, with the age zero.
  ///
  /// @return false when the test cannot do that, or nothing is left; what needs it is then skipped
  protected boolean abandonUpload() throws Exception {
    return false;
  }

  /// Makes the place unreachable for the rest of the test method.
  ///
  /// @return false when the test cannot do that; what needs it is then skipped
  protected boolean disconnect() throws Exception {
    return false;
  }

  @BeforeEach
  final void openFirst() throws Exception {
    first = another();
  }

  @AfterEach
  final void closeAll() {
    opened.forEach(TierBackend::close);
  }

  private TierBackend another() throws Exception {
    TierBackend backend = open(host);
    opened.add(backend);
    return backend;
  }

  private TierBackend tier() {
    if (first == null) {
      throw new IllegalStateException("not opened");
    }
    return first;
  }

  // What is put is what is read.

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 65_535, 65_536, 65_537, 1_000_000})
  void an_object_is_read_as_it_was_put(int length) {
    byte[] content = Content.of(3, length);

    ObjectStat stat = put(KEY, content, PutCondition.always());

    assertThat(stat.length()).isEqualTo(length);
    assertThat(readAll(KEY)).isEqualTo(content);
  }

  @Test
  void any_range_is_exact() {
    put(KEY, FIRST, PutCondition.always());
    SplittableRandom random = Content.random(4);

    for (int round = 0; round < 200; round++) {
      int offset = random.nextInt(FIRST.length + 1);
      int length = random.nextInt(Math.min(FIRST.length - offset, 70_000) + 1);
      byte[] into = new byte[length + 2];
      tier().read(KEY, offset, into, 1, length, call());
      assertThat(into[0] | into[length + 1]).as("bytes around the range").isZero();
      assertThat(Arrays.copyOfRange(into, 1, length + 1))
          .as("range %d+%d", offset, length)
          .isEqualTo(Arrays.copyOfRange(FIRST, offset, offset + length));
    }
  }

  @Test
  void a_channel_gets_exactly_the_range() throws IOException {
    byte[] content = Content.of(5, 3_000_000);
    put(KEY, content, PutCondition.always());
    ByteArrayOutputStream target = new ByteArrayOutputStream();

    tier().read(KEY, 7, 2_500_000, Channels.newChannel(target), call());
    tier().read(KEY, 7, 0, Channels.newChannel(target), call());

    assertThat(target.toByteArray()).isEqualTo(Arrays.copyOfRange(content, 7, 2_500_007));
  }

  @Test
  void a_range_outside_the_object_is_refused() {
    put(KEY, FIRST, PutCondition.always());
    byte[] into = new byte[10];

    assertFails(Kind.INVALID, () -> tier().read(KEY, FIRST.length - 9, into, 0, 10, call()));
    assertFails(Kind.INVALID, () -> tier().read(KEY, FIRST.length + 1, into, 0, 0, call()));
    assertFails(Kind.INVALID, () -> tier().read(KEY, -1, into, 0, 1, call()));
    assertFails(Kind.INVALID, () -> tier().read(KEY, Long.MAX_VALUE, into, 0, 10, call()));
  }

  @Test
  void a_missing_object_is_not_found() throws Exception {
    put(key("v1/000001/segment.chunks.old"), FIRST, PutCondition.always());

    assertFails(Kind.NOT_FOUND, () -> tier().read(KEY, 0, new byte[1], 0, 1, call()));
    assertThat(tier().stat(KEY, call())).isEmpty();
    assertThat(tier().stat(key("v1/000001"), call())).isEmpty();
    assertThat(tier().stat(key("v1/000001/segment.chunks.old/x"), call())).isEmpty();
    assertThat(tier().mappablePath(KEY, call())).isEmpty();
  }

  @Test
  void what_is_known_of_an_object_is_right() {
    ObjectStat put = put(KEY, FIRST, PutCondition.always());

    ObjectStat stat = tier().stat(KEY, call()).orElseThrow();

    assertThat(stat.key()).isEqualTo(KEY);
    assertThat(stat.length()).isEqualTo(FIRST.length);
    assertThat(stat.tag()).isNotEmpty().isEqualTo(put.tag());
    assertThat(stat.digest().orElse(ObjectDigest.of(FIRST))).isEqualTo(ObjectDigest.of(FIRST));
  }

  @Test
  void other_content_has_another_tag() {
    ObjectStat before = put(KEY, FIRST, PutCondition.always());
    ObjectStat after = put(KEY, SECOND, PutCondition.always());

    assertThat(after.tag()).isNotEqualTo(before.tag());
    assertThat(readAll(KEY)).isEqualTo(SECOND);
  }

  @Test
  void a_reader_never_sees_a_mixture_while_an_object_is_replaced() {
    byte[] zeros = new byte[200_000];
    byte[] ones = new byte[200_000];
    Arrays.fill(ones, (byte) 1);
    put(KEY, zeros, PutCondition.always());

    Race.run(
        3,
        racer -> {
          for (int round = 0; round < 30; round++) {
            if (racer == 0) {
              put(KEY, round % 2 == 0 ? ones : zeros, PutCondition.always());
            } else {
              byte[] seen = readAll(KEY);
              assertThat(Arrays.equals(seen, zeros) || Arrays.equals(seen, ones)).isTrue();
            }
          }
          return racer;
        });
  }

  @Test
  void another_back_end_on_the_same_place_sees_the_same_objects() throws Exception {
    put(KEY, FIRST, PutCondition.always());
    TierBackend other = another();

    byte[] seen = new byte[FIRST.length];
    other.read(KEY, 0, seen, 0, seen.length, call());
    other.delete(KEY, call());

    assertThat(seen).isEqualTo(FIRST);
    assertThat(tier().stat(KEY, call())).isEmpty();
  }

  // Conditions.

  @Test
  void a_put_if_absent_never_overwrites() {
    assumeHas(TierTrait.CONDITIONAL_PUT);
    put(KEY, FIRST, PutCondition.ifAbsent());

    assertFails(Kind.PRECONDITION_FAILED, () -> put(KEY, SECOND, PutCondition.ifAbsent()));

    assertThat(readAll(KEY)).isEqualTo(FIRST);
  }

  @Test
  void a_race_of_puts_if_absent_has_one_winner() throws Exception {
    assumeHas(TierTrait.CONDITIONAL_PUT);
    List<TierBackend> racers = List.of(tier(), another());

    for (int round = 0; round < 10; round++) {
      TierKey contested = key("race/" + round);
      List<Boolean> won =
          Race.run(
              RACERS,
              racer ->
                  succeeds(
                      () ->
                          Content.put(
                              racers.get(racer % 2),
                              contested,
                              Content.of(racer, 70_000),
                              PutCondition.ifAbsent(),
                              call())));

      assertThat(won).containsOnlyOnce(true);
      assertThat(readAll(contested)).isEqualTo(Content.of(won.indexOf(true), 70_000));
    }
  }

  @Test
  void a_put_if_match_replaces_only_what_it_names() {
    assumeHas(TierTrait.CONDITIONAL_MATCH);
    ObjectStat before = put(KEY, FIRST, PutCondition.always());
    PutCondition match = PutCondition.ifMatch(before.tag());

    put(KEY, SECOND, match);
    assertFails(Kind.PRECONDITION_FAILED, () -> put(KEY, FIRST, match));
    assertFails(Kind.PRECONDITION_FAILED, () -> put(key("other"), FIRST, match));

    assertThat(readAll(KEY)).isEqualTo(SECOND);
    assertThat(tier().stat(key("other"), call())).isEmpty();
  }

  @Test
  void no_update_is_lost_between_puts_if_match() throws Exception {
    assumeHas(TierTrait.CONDITIONAL_MATCH);
    List<TierBackend> racers = List.of(tier(), another());
    int each = 5;
    put(KEY, new byte[] {0}, PutCondition.always());

    Race.run(
        RACERS,
        racer -> {
          for (int done = 0; done < each; ) {
            done += increments(racers.get(racer % 2)) ? 1 : 0;
          }
          return racer;
        });

    assertThat(readAll(KEY)[0]).isEqualTo((byte) (RACERS * each));
  }

  /// Adds one to the byte under the key; false when somebody else was faster.
  private static boolean increments(TierBackend backend) {
    String tag = backend.stat(KEY, call()).orElseThrow().tag();
    byte[] number = new byte[1];
    backend.read(KEY, 0, number, 0, 1, call());
    number[0]++;
    return succeeds(() -> Content.put(backend, KEY, number, PutCondition.ifMatch(tag), call()));
  }

  @Test
  void a_missing_trait_fails_and_changes_nothing() {
    assumeTrue(
        lacks().contains(TierTrait.CONDITIONAL_PUT)
            || lacks().contains(TierTrait.CONDITIONAL_MATCH),
        "the place lacks no condition");
    String tag = put(KEY, FIRST, PutCondition.always()).tag();

    if (lacks().contains(TierTrait.CONDITIONAL_PUT)) {
      assertFails(Kind.INVALID, () -> put(key("new"), SECOND, PutCondition.ifAbsent()));
    }
    if (lacks().contains(TierTrait.CONDITIONAL_MATCH)) {
      assertFails(Kind.INVALID, () -> put(KEY, SECOND, PutCondition.ifMatch(tag)));
    }

    assertThat(allKeys("", 10)).containsExactly(KEY);
    assertThat(readAll(KEY)).isEqualTo(FIRST);
  }

  // Writes that fail, and writes that are made again.

  @Test
  void content_that_is_not_what_its_digest_says_is_not_stored() {
    put(KEY, FIRST, PutCondition.always());
    byte[] flipped = SECOND.clone();
    flipped[SECOND.length / 2] ^= 8;

    assertFails(
        Kind.CORRUPT,
        () ->
            tier()
                .put(
                    KEY,
                    ObjectSource.of(flipped),
                    ObjectDigest.of(SECOND),
                    PutCondition.always(),
                    call()));
    assertFails(
        Kind.CORRUPT,
        () ->
            tier()
                .put(
                    key("new"),
                    ObjectSource.of(Arrays.copyOf(SECOND, SECOND.length - 1)),
                    ObjectDigest.of(SECOND),
                    PutCondition.always(),
                    call()));

    assertThat(allKeys("", 10)).containsExactly(KEY);
    assertThat(readAll(KEY)).isEqualTo(FIRST);
  }

  @Test
  void a_source_that_breaks_off_stores_nothing_and_can_be_put_again() {
    assertFails(Kind.INVALID, () -> putFrom(source(SECOND, SECOND.length / 2, BREAK_OFF)));

    assertThat(tier().stat(KEY, call())).isEmpty();
    assertThat(allKeys("", 10)).isEmpty();
    put(KEY, SECOND, PutCondition.always());
    assertThat(readAll(KEY)).isEqualTo(SECOND);
  }

  @Test
  void a_put_made_again_after_a_lost_reply_is_not_applied_twice() {
    assumeHas(TierTrait.CONDITIONAL_PUT);
    assumeHas(TierTrait.CONDITIONAL_MATCH);
    FaultyTier faulty = new FaultyTier(tier());

    faulty.failNext(Fault.replyLost());
    assertFails(
        Kind.UNAVAILABLE, () -> Content.put(faulty, KEY, FIRST, PutCondition.ifAbsent(), call()));
    assertFails(
        Kind.PRECONDITION_FAILED,
        () -> Content.put(faulty, KEY, FIRST, PutCondition.ifAbsent(), call()));
    ObjectStat stored = faulty.stat(KEY, call()).orElseThrow();
    assertThat(stored.length()).isEqualTo(FIRST.length);

    PutCondition match = PutCondition.ifMatch(stored.tag());
    faulty.failNext(Fault.replyLost());
    assertFails(Kind.UNAVAILABLE, () -> Content.put(faulty, KEY, SECOND, match, call()));
    assertFails(Kind.PRECONDITION_FAILED, () -> Content.put(faulty, KEY, SECOND, match, call()));

    assertThat(allKeys("", 10)).containsExactly(KEY);
    assertThat(readAll(KEY)).isEqualTo(SECOND);
  }

  // Listing and deleting.

  @Test
  void a_listing_is_in_the_order_of_keys_whatever_the_page() {
    List<TierKey> keys =
        List.of(
            key("a-b"), key("a.b/x"), key("a/b"), key("a/b-"), key("a/c/d"), key("a0"), key("b"));
    keys.reversed().forEach(each -> put(each, FIRST, PutCondition.always()));

    for (int max = 1; max <= keys.size() + 1; max++) {
      assertThat(allKeys("", max)).as("pages of %d", max).isEqualTo(keys);
    }
    assertThat(allKeys("a/", 2)).containsExactly(key("a/b"), key("a/b-"), key("a/c/d"));
    assertThat(allKeys("a/b", 2)).containsExactly(key("a/b"), key("a/b-"));
    assertThat(allKeys("a", 3)).isEqualTo(keys.subList(0, 6));
    assertThat(allKeys("c", 3)).isEmpty();
    assertThat(allKeys("a/b/", 3)).isEmpty();
  }

  @Test
  void a_listing_tells_lengths() {
    for (int length : new int[] {0, 1, 65_536, 65_537, 200_000}) {
      put(key("n/" + length), Content.of(6, length), PutCondition.always());
    }

    for (ObjectPage.Entry entry : tier().list("", null, 10, call()).entries()) {
      assertThat(entry.key()).isEqualTo(key("n/" + entry.length()));
    }
  }

  @Test
  void a_listing_begins_after_any_key() {
    for (String text : List.of("a/b", "a/bb/c", "b")) {
      put(key(text), SECOND, PutCondition.always());
    }

    assertThat(keysAfter("a")).containsExactly(key("a/b"), key("a/bb/c"), key("b"));
    assertThat(keysAfter("a/b")).containsExactly(key("a/bb/c"), key("b"));
    assertThat(keysAfter("a/b0")).containsExactly(key("a/bb/c"), key("b"));
    assertThat(keysAfter("a/bb")).containsExactly(key("a/bb/c"), key("b"));
    assertThat(keysAfter("a/bb/c")).containsExactly(key("b"));
    assertThat(keysAfter("b")).isEmpty();
  }

  @Test
  @Timeout(3600)
  void many_objects_are_listed_page_by_page() {
    int count = Boolean.getBoolean("tsink.nightly") ? 100_000 : 2_000;
    List<TierKey> keys =
        IntStream.range(0, count).mapToObj(i -> key("v1/%03d/%06d".formatted(i % 100, i))).toList();
    Race.run(
        RACERS,
        racer -> {
          for (int i = racer; i < count; i += RACERS) {
            put(keys.get(i), new byte[] {(byte) i}, PutCondition.always());
          }
          return racer;
        });

    assertThat(allKeys("", 1000)).isEqualTo(keys.stream().sorted().toList());
    assertThat(allKeys("v1/007/", 7))
        .isEqualTo(keys.stream().filter(k -> k.toString().startsWith("v1/007/")).toList());
  }

  @Test
  void a_page_of_none_and_a_prefix_of_nothing_are_refused() {
    assertThatThrownBy(() -> tier().list("", null, 0, call()))
        .isInstanceOf(IllegalArgumentException.class);
    assertFails(Kind.INVALID, () -> tier().list("../", null, 1, call()));
    assertFails(Kind.INVALID, () -> tier().list("a b", null, 1, call()));
  }

  @Test
  void a_delete_removes_one_object_and_may_be_repeated() {
    List<TierKey> neighbours = List.of(key("a/b-c"), key("a/b0"), key("a/c"));
    neighbours.forEach(each -> put(each, SECOND, PutCondition.always()));
    put(key("a/b"), FIRST, PutCondition.always());

    tier().delete(key("a/b"), call());
    tier().delete(key("a/b"), call());
    tier().delete(key("a"), call());
    tier().delete(key("nowhere/x"), call());

    assertThat(allKeys("", 10)).isEqualTo(neighbours);
  }

  @Test
  void an_object_may_be_put_again_after_its_delete() {
    put(KEY, FIRST, PutCondition.always());
    tier().delete(KEY, call());

    put(KEY, SECOND, PutCondition.always());

    assertThat(readAll(KEY)).isEqualTo(SECOND);
  }

  @Test
  void deletes_and_puts_of_neighbours_do_not_disturb_each_other() {
    Race.run(
        4,
        racer -> {
          for (int round = 0; round < 25; round++) {
            TierKey mine = key("dir/sub/" + racer);
            put(mine, new byte[] {(byte) racer}, PutCondition.always());
            assertThat(readAll(mine)).containsExactly((byte) racer);
            tier().delete(mine, call());
          }
          return racer;
        });

    assertThat(allKeys("", 10)).isEmpty();
  }

  // Deadlines, cancelling, closing.

  @Test
  void nothing_happens_after_the_deadline() {
    put(KEY, FIRST, PutCondition.always());

    assertEveryOperationFails(Kind.TIMEOUT, Content::expiredCall);

    assertThat(allKeys("", 10)).containsExactly(KEY);
    assertThat(readAll(KEY)).isEqualTo(FIRST);
  }

  @Test
  void nothing_happens_after_the_caller_gave_up() {
    put(KEY, FIRST, PutCondition.always());

    assertEveryOperationFails(Kind.CANCELED, Content::canceledCall);

    assertThat(allKeys("", 10)).containsExactly(KEY);
    assertThat(readAll(KEY)).isEqualTo(FIRST);
  }

  private void assertEveryOperationFails(Kind kind, Supplier<TierCall> call) {
    assertFails(kind, () -> Content.put(tier(), KEY, SECOND, PutCondition.always(), call.get()));
    assertFails(kind, () -> tier().read(KEY, 0, new byte[1], 0, 1, call.get()));
    assertFails(kind, () -> tier().stat(KEY, call.get()));
    assertFails(kind, () -> tier().list("", null, 10, call.get()));
    assertFails(kind, () -> tier().delete(KEY, call.get()));
    assertFails(kind, () -> tier().sweep(Duration.ZERO, call.get()));
    assertFails(kind, () -> tier().probe(call.get()));
  }

  @Test
  void a_put_that_is_canceled_on_its_way_stores_nothing() {
    TierCall call = call();
    ObjectSource source = source(SECOND, SECOND.length / 2, call::cancel);

    assertFails(
        Kind.CANCELED,
        () -> tier().put(KEY, source, ObjectDigest.of(SECOND), PutCondition.always(), call));

    assertThat(tier().stat(KEY, call())).isEmpty();
  }

  @Test
  void a_read_that_is_canceled_on_its_way_ends() {
    byte[] content = Content.of(7, 4_000_000);
    put(KEY, content, PutCondition.always());
    TierCall call = call();

    assertFails(
        Kind.CANCELED, () -> tier().read(KEY, 0, content.length, channel(call::cancel), call));
  }

  @Test
  void a_closed_back_end_does_nothing() {
    put(KEY, FIRST, PutCondition.always());

    tier().close();
    tier().close();

    assertEveryOperationFails(Kind.UNAVAILABLE, TierBackendContract::call);
  }

  @Test
  void an_unreachable_place_is_unavailable_not_empty() throws Exception {
    put(KEY, FIRST, PutCondition.always());
    assumeTrue(disconnect(), "this test cannot make the place unreachable");

    assertEveryOperationFails(Kind.UNAVAILABLE, TierBackendContract::call);
  }

  // Damage, leftovers, traits.

  @ParameterizedTest
  @EnumSource(Damage.class)
  void a_damaged_object_is_never_read_as_if_it_were_whole(Damage damage) throws Exception {
    put(KEY, FIRST, PutCondition.always());
    put(key("other"), SECOND, PutCondition.always());
    assumeTrue(damage(KEY, damage), "this test cannot damage an object");

    assertFails(Kind.CORRUPT, () -> readAll(KEY, FIRST.length));
    assertThat(allKeys("", 10)).containsExactly(key("other"), KEY);
    assertThat(readAll(key("other"))).isEqualTo(SECOND);

    put(KEY, FIRST, PutCondition.always());
    assertThat(readAll(KEY)).isEqualTo(FIRST);
    assertThat(damage(KEY, damage)).isTrue();
    tier().delete(KEY, call());
    assertThat(allKeys("", 10)).containsExactly(key("other"));
  }

  @Test
  void a_sweep_removes_old_leftovers_and_nothing_else() throws Exception {
    put(KEY, FIRST, PutCondition.always());
    assumeTrue(abandonUpload(), "this test cannot abandon an upload");

    assertThat(tier().sweep(Duration.ofHours(1), call())).isZero();
    host.clock().advance(Duration.ofHours(2));
    assertThat(tier().sweep(Duration.ofHours(1), call())).isEqualTo(1);
    assertThat(tier().sweep(Duration.ofHours(1), call())).isZero();

    assertThat(allKeys("", 10)).containsExactly(KEY);
  }

  @Test
  void a_sweep_spares_uploads_that_are_under_way() {
    host.clock().advance(Duration.ofHours(2));

    putFrom(source(SECOND, SECOND.length / 2, () -> tier().sweep(Duration.ofHours(1), call())));

    assertThat(readAll(KEY)).isEqualTo(SECOND);
  }

  @Test
  void a_probe_tells_the_truth_and_leaves_nothing() {
    TierTraits traits = tier().probe(call());

    assertThat(traits.present()).isEqualTo(EnumSet.complementOf(copy(lacks())));
    assertThat(traits.maxObjectBytes()).isPositive();
    assertThat(traits.maxPartBytes()).isPositive();
    assertThat(allKeys("", 10)).isEmpty();
    host.clock().advance(Duration.ofHours(2));
    assertThat(tier().sweep(Duration.ZERO, call())).isZero();
  }

  @Test
  void a_mappable_file_begins_with_the_object_and_outlives_it_while_open() throws Exception {
    assumeHas(TierTrait.MAPPABLE_PATH);
    put(KEY, FIRST, PutCondition.always());

    Path path = tier().mappablePath(KEY, call()).orElseThrow();

    try (FileChannel file = FileChannel.open(path)) {
      tier().delete(KEY, call());
      ByteBuffer bytes = ByteBuffer.allocate(FIRST.length);
      while (bytes.hasRemaining()) {
        assertThat(file.read(bytes)).isPositive();
      }
      assertThat(bytes.array()).isEqualTo(FIRST);
    }
  }

  @Test
  void requests_are_counted() {
    CountingTierMeter meter = new CountingTierMeter();
    TierCall counted =
        new TierCall(System.nanoTime() + SOON.toNanos(), TierCall.Priority.BACKGROUND, meter);

    Content.put(tier(), KEY, FIRST, PutCondition.always(), counted);
    tier().read(KEY, 10, new byte[500], 0, 500, counted);
    assertFails(Kind.NOT_FOUND, () -> tier().read(key("nowhere"), 0, new byte[1], 0, 1, counted));
    tier().list("", null, 1, counted);
    tier().delete(KEY, counted);

    assertThat(meter.bytes(Operation.PUT)).isEqualTo(FIRST.length);
    assertThat(meter.requests(Operation.READ)).isEqualTo(2);
    assertThat(meter.bytes(Operation.READ)).isEqualTo(500);
    assertThat(meter.failures(Operation.READ)).isEqualTo(1);
    assertThat(meter.requests(Operation.LIST)).isPositive();
    assertThat(meter.requests(Operation.DELETE)).isPositive();
  }

  // What the tests are written with.

  private void assumeHas(TierTrait trait) {
    assumeFalse(lacks().contains(trait), () -> "the place lacks " + trait);
  }

  private static TierCall call() {
    return TierCall.within(SOON);
  }

  private ObjectStat put(TierKey key, byte[] content, PutCondition condition) {
    return Content.put(tier(), key, content, condition, call());
  }

  private ObjectStat putFrom(ObjectSource source) {
    return tier().put(KEY, source, ObjectDigest.of(SECOND), PutCondition.always(), call());
  }

  private byte[] readAll(TierKey key) {
    return readAll(key, tier().stat(key, call()).orElseThrow().length());
  }

  private byte[] readAll(TierKey key, long length) {
    byte[] content = new byte[(int) length];
    tier().read(key, 0, content, 0, content.length, call());
    return content;
  }

  private List<TierKey> allKeys(String prefix, int max) {
    List<TierKey> keys = new ArrayList<>();
    TierKey last = null;
    boolean more = true;
    while (more) {
      ObjectPage page = tier().list(prefix, last, max, call());
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(max);
      page.entries().forEach(entry -> keys.add(entry.key()));
      more = page.more();
      if (more) {
        last = page.entries().getLast().key();
      }
    }
    return keys;
  }

  private List<TierKey> keysAfter(String start) {
    return tier().list("", key(start), 10, call()).entries().stream()
        .map(ObjectPage.Entry::key)
        .toList();
  }

  /// A source that does something when it has been read up to a byte.
  private static ObjectSource source(byte[] content, int at, Content.Event event) {
    AtomicInteger times = new AtomicInteger();
    ObjectSource whole = ObjectSource.of(content);
    return new ObjectSource() {
      @Override
      public long length() {
        return content.length;
      }

      @Override
      public void read(long offset, byte[] into, int from, int length) throws IOException {
        if (offset + length > at && times.getAndIncrement() == 0) {
          event.happen();
        }
        whole.read(offset, into, from, length);
      }
    };
  }

  /// A channel that does something at its first write.
  private static WritableByteChannel channel(Content.Event event) {
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        bytes.position(bytes.limit());
        event.happen();
        return count;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private static boolean succeeds(Supplier<ObjectStat> write) {
    try {
      ObjectStat _ = write.get();
      return true;
    } catch (TierException e) {
      assertThat(e.kind()).isEqualTo(Kind.PRECONDITION_FAILED);
      return false;
    }
  }

  private static void assertFails(Kind kind, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(TierException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static EnumSet<TierTrait> copy(Set<TierTrait> traits) {
    EnumSet<TierTrait> copy = EnumSet.noneOf(TierTrait.class);
    copy.addAll(traits);
    return copy;
  }
}
