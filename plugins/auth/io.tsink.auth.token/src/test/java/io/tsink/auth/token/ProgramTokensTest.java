package io.tsink.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.auth.AuthResult;
import io.tsink.spi.auth.Authenticator;
import io.tsink.testkit.auth.AuthenticatorContract;
import io.tsink.testkit.auth.Credential;
import io.tsink.testkit.auth.FakeAuthHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTokensTest extends AuthenticatorContract {
  @TempDir Path directory;
  private final FakeAuthHost own = new FakeAuthHost();
  private final List<Authenticator> opened = new ArrayList<>();

  private Authenticator open(FakeAuthHost host, String script) {
    return open(host, script, "10s");
  }

  private Authenticator open(FakeAuthHost host, String script, String timeout) {
    TokenAuthenticatorFactory factory = new TokenAuthenticatorFactory();
    Authenticator authenticator =
        factory.open(
            host,
            factory
                .options()
                .read(Map.of("command", List.of("/bin/sh", "-c", script), "timeout", timeout)));
    opened.add(authenticator);
    return authenticator;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Authenticator::close);
  }

  private Path list() {
    return directory.resolve("list");
  }

  @Override
  protected Authenticator open(FakeAuthHost host) throws IOException {
    reconnect(host);
    return openCutOff(host);
  }

  @Override
  protected Authenticator openCutOff(FakeAuthHost host) {
    return open(host, "cat '%s'".formatted(list()));
  }

  @Override
  protected void reconnect(FakeAuthHost host) throws IOException {
    Files.writeString(list(), inClear(Tokens.usual(), Tokens.GRAFANA));
  }

  /// Lists one of the tokens in clear.
  private static String inClear(String list, String token) {
    return list.replace("sha256=" + Tokens.sha256(token), "token=" + token);
  }

  @Override
  protected Authenticator openStalled(FakeAuthHost host) {
    return open(host, "sleep 100; echo late");
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
  protected Rotation rotate(FakeAuthHost host) throws IOException {
    Files.writeString(list(), inClear(Tokens.rotated(), Tokens.NEXT));
    host.clock().advance(Duration.ofMinutes(1));
    while (!accepts(opened.getFirst(), Tokens.NEXT)) {
      Thread.onSpinWait();
    }
    return new Rotation(
        Tokens.bearer(Tokens.GRAFANA), Tokens.bearer(Tokens.NEXT), Duration.ofMinutes(5));
  }

  @Test
  void the_program_runs_once_until_its_output_is_old() throws IOException {
    reconnect(own);
    Path runs = directory.resolve("runs");
    Authenticator authenticator = open(own, "echo run >> '%s'; cat '%s'".formatted(runs, list()));

    for (int i = 0; i < 10; i++) {
      assertThat(accepts(authenticator, Tokens.GRAFANA)).isTrue();
    }

    assertThat(Files.readAllLines(runs)).hasSize(1);
  }

  @Test
  void a_failing_program_leaves_the_tokens_and_is_reported() throws IOException {
    reconnect(own);
    Authenticator authenticator = open(own, "cat '%s'".formatted(list()));
    assertThat(accepts(authenticator, Tokens.GRAFANA)).isTrue();

    Files.delete(list());
    own.clock().advance(Duration.ofMinutes(2));
    while (own.health().code().equals("ok")) {
      assertThat(accepts(authenticator, Tokens.GRAFANA)).isTrue();
    }

    assertThat(own.health().reports().getLast())
        .startsWith("tokens-unreadable: /bin/sh has ended with status 1; the tokens known before");
    assertThat(accepts(authenticator, Tokens.GRAFANA)).isTrue();
  }

  @Test
  void a_program_that_takes_too_long_is_ended_with_its_children() {
    Authenticator authenticator = open(own, "sleep 100 & wait", "200ms");

    assertThat(authenticator.authenticate(Tokens.bearer(Tokens.GRAFANA)))
        .isInstanceOf(AuthResult.Unavailable.class);

    assertThat(own.health().reports().getLast()).contains("has not ended after PT0.2S");
  }

  @Test
  void a_program_that_prints_without_end_is_refused() {
    Authenticator authenticator = open(own, "head -c 3000000 /dev/zero");

    assertThat(authenticator.authenticate(Tokens.bearer(Tokens.GRAFANA)))
        .isInstanceOf(AuthResult.Unavailable.class);

    assertThat(own.health().code()).isEqualTo("tokens-unreadable");
  }

  @Test
  void a_program_that_is_not_there_is_reported() {
    TokenAuthenticatorFactory factory = new TokenAuthenticatorFactory();
    Authenticator authenticator =
        factory.open(own, factory.options().read(Map.of("command", "/nowhere/tokens,--secret")));
    opened.add(authenticator);

    assertThat(authenticator.authenticate(Tokens.bearer(Tokens.GRAFANA)))
        .isInstanceOf(AuthResult.Unavailable.class);

    assertThat(own.health().reports().getLast()).contains("/nowhere/tokens");
  }

  @Test
  void nothing_of_the_output_is_reported() {
    Authenticator authenticator = open(own, "echo 'hunter2 name=hunter2'");

    assertThat(authenticator.authenticate(Tokens.bearer(Tokens.GRAFANA)))
        .isInstanceOf(AuthResult.Unavailable.class);

    assertThat(own.health().code()).isEqualTo("tokens-unreadable");
    assertThat(own.health().reports()).noneMatch(report -> report.contains("hunter2"));
  }

  private static boolean accepts(Authenticator authenticator, String token) {
    return authenticator.authenticate(Tokens.bearer(token)) instanceof AuthResult.Authenticated;
  }
}
