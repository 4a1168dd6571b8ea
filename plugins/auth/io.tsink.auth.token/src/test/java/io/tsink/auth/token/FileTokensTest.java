package io.tsink.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.auth.AuthResult;
import io.tsink.spi.auth.Authenticator;
import io.tsink.spi.auth.Principal;
import io.tsink.spi.auth.Transport;
import io.tsink.testkit.auth.AuthenticatorContract;
import io.tsink.testkit.auth.Credential;
import io.tsink.testkit.auth.FakeAuthHost;
import io.tsink.testkit.auth.FakeAuthRequest;
import io.tsink.testkit.auth.FakeSecretFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileTokensTest extends AuthenticatorContract {
  private static final Path FILE = Path.of("tokens");

  private final FakeAuthHost own = new FakeAuthHost();
  private final FakeSecretFile file = own.secretFile(FILE);

  @Override
  protected Authenticator open(FakeAuthHost host) {
    host.secretFile(FILE).write(Tokens.usual());
    return openCutOff(host);
  }

  @Override
  protected Authenticator openCutOff(FakeAuthHost host) {
    TokenAuthenticatorFactory factory = new TokenAuthenticatorFactory();
    return factory.open(host, factory.options().read(Map.of("file", FILE)));
  }

  @Override
  protected void reconnect(FakeAuthHost host) {
    host.secretFile(FILE).write(Tokens.usual());
  }

  @Override
  protected List<Credential> good() {
    return Tokens.good();
  }

  @Override
  protected List<Credential> bad() {
    return Tokens.bad();
  }

  @Override
  protected Rotation rotate(FakeAuthHost host) {
    host.secretFile(FILE).write(Tokens.rotated());
    return new Rotation(
        Tokens.bearer(Tokens.GRAFANA), Tokens.bearer(Tokens.NEXT), Duration.ofMinutes(5));
  }

  @Test
  void a_principal_has_what_its_line_says() {
    try (Authenticator authenticator = open(own)) {
      Principal principal = principal(authenticator, Tokens.GRAFANA);

      assertThat(principal.kind()).isEqualTo(Principal.Kind.SERVICE);
      assertThat(principal.roles()).containsExactlyInAnyOrder("read", "query");
      assertThat(principal.mayUse("team-a")).isTrue();
      assertThat(principal.mayUse("ops-7")).isTrue();
      assertThat(principal.mayUse("team-b")).isFalse();
      assertThat(principal.expiry()).isEmpty();
      assertThat(principal(authenticator, Tokens.AGENT).expiry()).isPresent();
    }
  }

  @Test
  void an_absent_or_bad_file_changes_nothing_and_is_reported() {
    try (Authenticator authenticator = open(own)) {
      String whole = Tokens.rotated();
      for (int length = 0; length < whole.length(); length++) {
        file.write(whole.substring(0, length));
        assertThat(own.health().code()).as("cut at %d", length).isEqualTo("tokens-unreadable");
      }
      file.remove();
      assertThat(own.health().code()).isEqualTo("tokens-unreadable");

      assertThat(principal(authenticator, Tokens.GRAFANA).name()).isEqualTo("grafana");
      own.clock().advance(Duration.ofDays(1));
      assertThat(principal(authenticator, Tokens.GRAFANA).name()).isEqualTo("grafana");

      file.write(whole);
      assertThat(own.health().code()).isEqualTo("ok");
      assertThat(principal(authenticator, Tokens.NEXT).name()).isEqualTo("grafana");
      assertThat(own.meter().value("lists_total{result=\"loaded\"}")).isEqualTo(2);
    }
  }

  @Test
  void a_revoked_token_has_no_overlap() {
    try (Authenticator authenticator = open(own)) {
      file.write(Tokens.list(Tokens.line("grafana", Tokens.GRAFANA, "state=revoked")));

      assertThat(authenticator.authenticate(Tokens.bearer(Tokens.GRAFANA)))
          .isInstanceOf(AuthResult.Refused.class);
      assertThat(principal(authenticator, Tokens.AGENT).name()).isEqualTo("agent");
    }
  }

  @Test
  void an_overlap_begins_when_a_token_leaves_and_is_not_prolonged() {
    try (Authenticator authenticator = open(own)) {
      file.write(Tokens.rotated());
      own.clock().advance(Duration.ofSeconds(200));
      file.write(Tokens.list(Tokens.line("grafana", Tokens.NEXT, "roles=read")));
      own.clock().advance(Duration.ofSeconds(101));

      assertThat(authenticator.authenticate(Tokens.bearer(Tokens.GRAFANA)))
          .isInstanceOf(AuthResult.NotMine.class);
      assertThat(principal(authenticator, Tokens.AGENT).name()).isEqualTo("agent");
    }
  }

  @Test
  void a_token_that_comes_back_is_listed_again() {
    try (Authenticator authenticator = open(own)) {
      file.write(Tokens.rotated());
      file.write(Tokens.usual());
      own.clock().advance(Duration.ofDays(1));

      assertThat(principal(authenticator, Tokens.GRAFANA).name()).isEqualTo("grafana");
      assertThat(authenticator.authenticate(Tokens.bearer(Tokens.NEXT)))
          .isInstanceOf(AuthResult.NotMine.class);
    }
  }

  @Test
  void passwords_and_parameters_are_tokens_where_they_are_accepted() {
    own.secretFile(FILE).write(Tokens.usual());
    TokenAuthenticatorFactory factory = new TokenAuthenticatorFactory();
    try (Authenticator authenticator =
        factory.open(
            own, factory.options().read(Map.of("file", FILE, "accept", "basic,parameter")))) {
      FakeAuthRequest parameter =
          FakeAuthRequest.over(Transport.HTTP).withParameter("p", Tokens.GRAFANA);

      assertThat(authenticator.authenticate(Tokens.basic(Tokens.GRAFANA)))
          .isInstanceOf(AuthResult.Authenticated.class);
      assertThat(authenticator.authenticate(parameter))
          .isInstanceOf(AuthResult.Authenticated.class);
      assertThat(authenticator.authenticate(FakeAuthRequest.authorized("Basic ###")))
          .isInstanceOf(AuthResult.Refused.class);
      assertThat(authenticator.authenticate(Tokens.bearer(Tokens.GRAFANA)))
          .isInstanceOf(AuthResult.NotMine.class);
    }
  }

  @Test
  void a_closed_one_does_not_listen() {
    Authenticator authenticator = open(own);
    assertThat(file.listeners()).isEqualTo(1);

    authenticator.close();

    assertThat(file.listeners()).isZero();
  }

  private static Principal principal(Authenticator authenticator, String token) {
    if (authenticator.authenticate(Tokens.bearer(token))
        instanceof AuthResult.Authenticated(Principal principal)) {
      return principal;
    }
    throw new AssertionError("not accepted");
  }
}
