package io.tsink.testkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tsink.spi.auth.AuthResult;
import io.tsink.spi.auth.Authenticator;
import io.tsink.spi.auth.Principal;
import io.tsink.spi.auth.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every authenticator must do; extended by the test of each with its tables of credentials.
@Timeout(120)
public abstract class AuthenticatorContract {
  private static final int RACERS = 8;

  private final FakeAuthHost host = new FakeAuthHost();
  private @Nullable Authenticator opened;

  /// Makes credentials good, where that is done outside of the authenticator, and opens it.
  protected abstract Authenticator open(FakeAuthHost host) throws Exception;

  /// Returns credentials that must be accepted, at least one.
  protected abstract List<Credential> good();

  /// Returns credentials that must not be accepted, at least one.
  protected abstract List<Credential> bad();

  /// Opens an authenticator whose source of truth cannot be reached.
  ///
  /// @return null when it needs none; what needs this is then skipped
  protected @Nullable Authenticator openCutOff(FakeAuthHost host) throws Exception {
    return null;
  }

  /// Makes the source of truth of [#openCutOff] reachable, so that all credentials are as in the
  /// tables, at the latest after an hour.
  protected void reconnect(FakeAuthHost host) throws Exception {}

  /// Opens an authenticator whose source of truth does not answer.
  ///
  /// @return null when it needs none or never waits for it; what needs this is then skipped
  protected @Nullable Authenticator openStalled(FakeAuthHost host) throws Exception {
    return null;
  }

  /// Replaces a credential by another one.
  ///
  /// @return null when credentials cannot be replaced; what needs this is then skipped
  protected @Nullable Rotation rotate(FakeAuthHost host) throws Exception {
    return null;
  }

  /// What a replacement did.
  ///
  /// @param before is good until the overlap ends
  /// @param after is good now
  public record Rotation(FakeAuthRequest before, FakeAuthRequest after, Duration overlap) {}

  @AfterEach
  final void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private Authenticator opened() throws Exception {
    return remembered(open(host));
  }

  private Authenticator remembered(@Nullable Authenticator authenticator) {
    assumeTrue(authenticator != null, "this authenticator cannot be tested so");
    if (authenticator == null) {
      throw new IllegalStateException("assumed");
    }
    opened = authenticator;
    return authenticator;
  }

  @Test
  void good_credentials_are_those_of_their_principal() throws Exception {
    Authenticator authenticator = opened();

    assertThat(good()).isNotEmpty();
    for (Credential each : good()) {
      Principal principal = accepted(each.title(), authenticator.authenticate(each.request()));
      assertThat(principal.name()).as(each.title()).isEqualTo(each.principal());
      assertThat(principal.authenticator()).as(each.title()).isEqualTo(host.name());
    }
  }

  @Test
  void bad_credentials_are_not_accepted() throws Exception {
    Authenticator authenticator = opened();

    assertThat(bad()).isNotEmpty();
    for (Credential each : bad()) {
      AuthResult result = authenticator.authenticate(each.request());
      switch (result) {
        case AuthResult.Refused refused -> {
          assertThat(refused.code()).as(each.title()).isEqualTo(each.code());
          assertThat(refused.challenge()).as(each.title()).isNotBlank().doesNotContain("\n", "\r");
        }
        case AuthResult.NotMine _ -> assertThat(each.code()).as(each.title()).isNull();
        default -> throw new AssertionError(each.title() + ": " + result);
      }
    }
  }

  @Test
  void what_is_almost_a_good_credential_is_not_accepted() throws Exception {
    Authenticator authenticator = opened();

    for (Credential each : good()) {
      for (String other : almost(each.secret())) {
        AuthResult result =
            authenticator.authenticate(each.request().replacing(each.secret(), other));
        assertThat(result)
            .as("%s, changed", each.title())
            .isNotInstanceOf(AuthResult.Authenticated.class);
      }
    }
  }

  private static List<String> almost(String secret) {
    int middle = secret.length() / 2;
    char other = secret.charAt(middle) == 'x' ? 'y' : 'x';
    return List.of(
        secret.substring(0, middle) + other + secret.substring(middle + 1),
        secret.substring(0, secret.length() - 1),
        secret.substring(1),
        secret + "x",
        secret.substring(0, 1),
        secret + secret,
        "");
  }

  @Test
  void a_request_without_credentials_is_somebody_elses() throws Exception {
    Authenticator authenticator = opened();

    for (Transport transport : Transport.values()) {
      assertThat(authenticator.authenticate(FakeAuthRequest.over(transport)))
          .isInstanceOf(AuthResult.NotMine.class);
    }
  }

  @Test
  void an_answer_does_not_depend_on_memory_that_the_host_has_cleared() throws Exception {
    Authenticator authenticator = opened();

    for (Credential each : good()) {
      AuthResult first = authenticator.authenticate(each.request());
      each.request().clear();
      AuthResult second = authenticator.authenticate(each.request().again());

      assertThat(accepted(each.title(), second).name())
          .isEqualTo(accepted(each.title(), first).name());
    }
  }

  @Test
  void many_threads_get_the_same_answers() throws Exception {
    Authenticator authenticator = opened();

    List<FutureTask<Boolean>> racers =
        IntStream.range(0, RACERS).mapToObj(_ -> racer(() -> isAsInTables(authenticator))).toList();

    for (FutureTask<Boolean> racer : racers) {
      assertThat(racer.get()).isTrue();
    }
  }

  private boolean isAsInTables(Authenticator authenticator) {
    return good().stream()
            .allMatch(
                each ->
                    authenticator.authenticate(each.request())
                            instanceof AuthResult.Authenticated(Principal principal)
                        && principal.name().equals(each.principal()))
        && bad().stream()
            .noneMatch(
                each ->
                    authenticator.authenticate(each.request()) instanceof AuthResult.Authenticated);
  }

  @Test
  void no_secret_is_shown() throws Exception {
    Authenticator authenticator = opened();

    for (Credential each : Stream.concat(good().stream(), bad().stream()).toList()) {
      AuthResult result = authenticator.authenticate(each.request());
      assertThat(Stream.of(result, authenticator, host.meter().all(), host.health().reports()))
          .as(each.title())
          .noneMatch(shown -> shown.toString().contains(each.secret()));
    }
  }

  @Test
  void without_its_source_of_truth_it_is_unavailable_and_heals() throws Exception {
    Authenticator authenticator = remembered(openCutOff(host));

    for (Credential each : good()) {
      assertThat(authenticator.authenticate(each.request()))
          .as(each.title())
          .isInstanceOfSatisfying(
              AuthResult.Unavailable.class,
              unavailable -> assertThat(unavailable.retryAfter()).isPositive());
    }
    assertThat(host.health().code()).isNotEqualTo("ok");

    reconnect(host);
    host.clock().advance(Duration.ofHours(1));
    for (Credential each : good()) {
      accepted(each.title(), authenticator.authenticate(each.request()));
    }
    assertThat(host.health().code()).isEqualTo("ok");
  }

  @Test
  void it_does_not_wait_beyond_the_deadline() throws Exception {
    Authenticator authenticator = remembered(openStalled(host));

    for (Duration span : List.of(Duration.ZERO, Duration.ofMillis(20))) {
      assertThat(authenticator.authenticate(good().getFirst().request().within(span)))
          .isInstanceOf(AuthResult.Unavailable.class);
    }
  }

  @Test
  void a_replaced_credential_is_good_until_the_overlap_ends() throws Exception {
    Authenticator authenticator = opened();
    accepted("before", authenticator.authenticate(good().getFirst().request()));
    Rotation rotation = rotate(host);
    assumeTrue(rotation != null, "this authenticator's credentials cannot be replaced");
    if (rotation == null) {
      throw new IllegalStateException("assumed");
    }

    accepted("new", authenticator.authenticate(rotation.after()));
    accepted("old", authenticator.authenticate(rotation.before()));
    host.clock().advance(rotation.overlap().minusSeconds(1));
    accepted("old within the overlap", authenticator.authenticate(rotation.before()));

    host.clock().advance(Duration.ofSeconds(2));
    accepted("new after the overlap", authenticator.authenticate(rotation.after()));
    assertThat(authenticator.authenticate(rotation.before()))
        .isNotInstanceOf(AuthResult.Authenticated.class);
  }

  @Test
  void a_closed_authenticator_is_unavailable() throws Exception {
    Authenticator authenticator = opened();

    authenticator.close();
    authenticator.close();

    for (Credential each : good()) {
      assertThat(authenticator.authenticate(each.request()))
          .isInstanceOf(AuthResult.Unavailable.class);
    }
  }

  private static Principal accepted(String title, AuthResult result) {
    if (result instanceof AuthResult.Authenticated(Principal principal)) {
      return principal;
    }
    throw new AssertionError(title + ": " + result);
  }

  private static <T> FutureTask<T> racer(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    Thread.ofVirtual().name("racer").start(task);
    return task;
  }
}
