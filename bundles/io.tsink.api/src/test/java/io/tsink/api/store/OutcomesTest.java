package io.tsink.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutcomesTest {
  private final Outcomes.Recorder recorder = new Outcomes.Recorder();

  @Test
  void nothing_rejected_is_one_shared_object() {
    assertThat(recorder.outcomes()).isSameAs(Outcomes.allAccepted());
    assertThat(recorder.outcomes().allWereAccepted()).isTrue();
    assertThat(recorder.outcomes().onlyLimits()).isFalse();
    assertThat(recorder.outcomes().summary()).isEqualTo("no row was rejected");
  }

  @Test
  void rejections_are_counted_by_reason_and_kept_in_order() {
    recorder.reject(7, Reason.TOO_OLD, "up at 3");
    recorder.reject(9, Reason.WRONG_VALUE_KIND, "up is F64");
    recorder.reject(2, Reason.TOO_OLD, "up at 4");

    Outcomes outcomes = recorder.outcomes();

    assertThat(outcomes.rejected()).isEqualTo(3);
    assertThat(outcomes.rejected(Reason.TOO_OLD)).isEqualTo(2);
    assertThat(outcomes.rejected(Reason.MALFORMED)).isZero();
    assertThat(outcomes.row(1)).isEqualTo(9);
    assertThat(outcomes.reason(1)).isEqualTo(Reason.WRONG_VALUE_KIND);
    assertThat(outcomes.detail(2)).isEqualTo("up at 4");
    assertThat(outcomes.summary())
        .isEqualTo("3 rows rejected (TOO_OLD 2, WRONG_VALUE_KIND 1); first: row 7: up at 3");
  }

  @Test
  void details_are_kept_of_the_first_rejections_and_rows_of_all() {
    int count = Outcomes.MAX_DETAILS + 500;
    for (int i = 0; i < count; i++) {
      assertThat(recorder.wantsDetail()).isEqualTo(i < Outcomes.MAX_DETAILS);
      recorder.reject(2 * i, i % 2 == 0 ? Reason.TOO_OLD : Reason.MALFORMED, "detail " + i);
    }

    Outcomes outcomes = recorder.outcomes();

    assertThat(outcomes.size()).isEqualTo(count);
    assertThat(outcomes.rejected(Reason.MALFORMED)).isEqualTo(count / 2);
    assertThat(outcomes.row(count - 1)).isEqualTo(2 * (count - 1));
    assertThat(outcomes.reason(count - 1)).isEqualTo(Reason.MALFORMED);
    assertThat(outcomes.detail(Outcomes.MAX_DETAILS - 1))
        .isEqualTo("detail " + (Outcomes.MAX_DETAILS - 1));
    assertThat(outcomes.detail(Outcomes.MAX_DETAILS)).isEmpty();
  }

  @Test
  void outcomes_do_not_change_with_their_recorder() {
    recorder.reject(1, Reason.TOO_OLD, "a");
    Outcomes before = recorder.outcomes();
    recorder.clear();
    recorder.reject(2, Reason.MALFORMED, "b");

    assertThat(before.row(0)).isEqualTo(1);
    assertThat(before.rejected(Reason.MALFORMED)).isZero();
    assertThat(recorder.outcomes().rejected()).isEqualTo(1);
    assertThat(recorder.outcomes().rejected(Reason.TOO_OLD)).isZero();
  }

  @Test
  void parts_add_up() {
    recorder.reject(1, Reason.TOO_OLD, "a");
    Outcomes part = recorder.outcomes();
    var whole = new Outcomes.Recorder();
    whole.reject(0, Reason.MALFORMED, "m");
    whole.addAll(part);
    whole.addAll(Outcomes.allAccepted());

    assertThat(whole.outcomes().rejected()).isEqualTo(2);
    assertThat(whole.outcomes().row(1)).isEqualTo(1);
    assertThat(whole.outcomes().detail(1)).isEqualTo("a");
  }

  @Test
  void only_limits_means_every_one() {
    recorder.reject(1, Reason.CARDINALITY_LIMIT, "a");
    recorder.reject(2, Reason.TENANT_LIMIT, "b");
    assertThat(recorder.outcomes().onlyLimits()).isTrue();

    recorder.reject(3, Reason.TOO_OLD, "c");
    assertThat(recorder.outcomes().onlyLimits()).isFalse();
  }
}
