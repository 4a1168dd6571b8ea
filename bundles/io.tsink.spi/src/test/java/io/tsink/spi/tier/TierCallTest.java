package io.tsink.spi.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.spi.tier.TierException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TierCallTest {
  private final TierCall call = TierCall.within(Duration.ofHours(1));
  private final List<String> woken = new ArrayList<>();

  @Test
  void a_call_goes_on_until_it_is_canceled() {
    assertThatCode(call::check).doesNotThrowAnyException();

    call.cancel();

    assertThatThrownBy(call::check)
        .isInstanceOfSatisfying(
            TierException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELED));
  }

  @Test
  void a_call_ends_with_its_deadline() {
    TierCall late =
        new TierCall(System.nanoTime() - 1, TierCall.Priority.USER, TierMeter.discarding());

    assertThat(late.remainingNanos()).isZero();
    assertThatThrownBy(late::check)
        .isInstanceOfSatisfying(
            TierException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
  }

  @Test
  void canceling_wakes_who_is_registered_once() {
    TierCall.Registration gone = call.onCancel(() -> woken.add("gone"));
    TierCall.Registration still = call.onCancel(() -> woken.add("still"));
    gone.close();

    call.cancel();
    call.cancel();
    TierCall.Registration late = call.onCancel(() -> woken.add("late"));

    assertThat(woken).containsExactly("still", "late");
    still.close();
    late.close();
  }
}
