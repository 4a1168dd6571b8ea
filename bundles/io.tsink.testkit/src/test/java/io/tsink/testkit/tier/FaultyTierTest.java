package io.tsink.testkit.tier;

import static io.tsink.testkit.tier.Content.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.spi.tier.PutCondition;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import io.tsink.spi.tier.TierKey;
import io.tsink.spi.tier.TierMeter.Operation;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultyTierTest {
  private static final TierKey KEY = key("a");
  private static final byte[] CONTENT = {1, 2, 3};

  private final MemoryTier memory = new MemoryTier(new FakeTierHost(), new MemoryTier.Place());
  private final FaultyTier faulty = new FaultyTier(memory);
  private final TierCall call = TierCall.within(Duration.ofMinutes(1));

  @Test
  void without_faults_it_is_the_inner_one() {
    put();

    assertThat(read()).isEqualTo(CONTENT);
    assertThat(faulty.operations()).isEqualTo(2);
  }

  @Test
  void a_refused_operation_is_not_applied() {
    faulty.failAt(1, Fault.unavailable());

    assertFails(Kind.UNAVAILABLE, this::put);

    assertThat(memory.stat(KEY, call)).isEmpty();
  }

  @Test
  void an_operation_whose_reply_is_lost_is_applied() {
    faulty.failNext(Fault.replyLost());

    assertFails(Kind.UNAVAILABLE, this::put);

    assertThat(memory.stat(KEY, call)).isPresent();
  }

  @Test
  void a_flipped_bit_is_not_announced() {
    put();
    faulty.failAll(Operation.READ, new Fault.Flipped(4));

    assertThat(read()).containsExactly(1, 3, 3);
  }

  @Test
  void a_stalled_operation_ends_with_its_call() {
    faulty.failAll(Operation.STAT, new Fault.Stalled());

    assertFails(Kind.TIMEOUT, () -> faulty.stat(KEY, Content.expiredCall()));
    assertFails(Kind.CANCELED, () -> faulty.stat(KEY, Content.canceledCall()));
  }

  @Test
  void it_heals() {
    faulty.failAll(Operation.PUT, Fault.unavailable());
    faulty.heal();

    put();

    assertThat(memory.stat(KEY, call)).isPresent();
  }

  private void put() {
    Content.put(faulty, KEY, CONTENT, PutCondition.always(), call);
  }

  private byte[] read() {
    byte[] content = new byte[CONTENT.length];
    faulty.read(KEY, 0, content, 0, content.length, call);
    return content;
  }

  private static void assertFails(Kind kind, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(TierException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
