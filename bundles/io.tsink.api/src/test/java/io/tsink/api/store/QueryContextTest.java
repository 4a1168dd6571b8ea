package io.tsink.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class QueryContextTest {
  private static void assertFails(ErrorKind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void a_query_without_limits_goes_on() {
    QueryContext context = QueryContext.unlimited();
    context.chargeSamples(Long.MAX_VALUE / 2);

    assertThatCode(context::check).doesNotThrowAnyException();
    assertThat(context.samplesRead()).isEqualTo(Long.MAX_VALUE / 2);
  }

  @Test
  void every_cause_has_its_kind_and_the_first_counts() {
    assertCanceled(QueryContext.Cause.CLIENT_GONE, ErrorKind.CANCELED);
    assertCanceled(QueryContext.Cause.KILLED, ErrorKind.CANCELED);
    assertCanceled(QueryContext.Cause.TIMEOUT, ErrorKind.TIMEOUT);
    assertCanceled(QueryContext.Cause.SHUTDOWN, ErrorKind.SHUTTING_DOWN);
  }

  private static void assertCanceled(QueryContext.Cause cause, ErrorKind kind) {
    QueryContext context = QueryContext.unlimited();
    context.cancel(cause);
    context.cancel(QueryContext.Cause.KILLED);

    assertThat(context.canceled()).isEqualTo(cause);
    assertFails(kind, context::check);
  }

  @Test
  void a_query_whose_time_is_over_ends() {
    QueryContext context = QueryContext.builder().timeout(Duration.ZERO).build();

    assertFails(ErrorKind.TIMEOUT, context::check);
    assertThat(context.canceled()).isEqualTo(QueryContext.Cause.TIMEOUT);
  }

  @Test
  void a_budget_may_be_used_up_and_not_exceeded() {
    QueryContext context = QueryContext.builder().maxBytes(10, "query.max-bytes").build();
    context.chargeBytes(10);

    assertThatThrownBy(() -> context.chargeBytes(1))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
        .hasMessageContaining("query.max-bytes")
        .hasMessageContaining("10 bytes");
  }
}
