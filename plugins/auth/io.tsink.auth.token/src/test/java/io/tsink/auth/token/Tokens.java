package io.tsink.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.spi.auth.AuthResult.RefusalCode;
import io.tsink.spi.auth.Transport;
import io.tsink.testkit.auth.Credential;
import io.tsink.testkit.auth.FakeAuthRequest;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Tokens to test with, and lists of them.
final class Tokens {
  static final String GRAFANA = "VGhlIGZpcnN0IHRva2VuIG9mIEdyYWZhbmEu";
  static final String AGENT = "VGhlIHRva2VuIG9mIGFuIGFnZW50IQ==";
  static final String NEXT = "VGhlIG5leHQgdG9rZW4gb2YgR3JhZmFuYS4=";
  static final String EXPIRED = "expired-token-of-somebody";
  static final String REVOKED = "revoked-token-of-somebody";
  static final String UNKNOWN = "unknown-token-of-a-stranger";

  private Tokens() {}

  static String sha256(String token) {
    return HexFormat.of().formatHex(Token.hash(ByteBuffer.wrap(token.getBytes(UTF_8))));
  }

  static String list(String... lines) {
    return "tsink-tokens 1\n" + String.join("\n", lines) + "\nend\n";
  }

  static String line(String name, String token, String more) {
    return "name=%s sha256=%s %s".formatted(name, sha256(token), more);
  }

  /// The list that the tables are about.
  static String usual() {
    return list(
        "# a comment",
        "",
        line("grafana", GRAFANA, "roles=read,query tenants=team-a,ops-*"),
        line("agent", AGENT, "kind=service roles=write expires=2999-01-01T00:00:00Z"),
        line("gone", EXPIRED, "kind=user expires=2020-01-01T00:00:00Z"),
        line("leaver", REVOKED, "kind=user state=revoked"));
  }

  /// The same list with another token for Grafana.
  static String rotated() {
    return usual().replace(sha256(GRAFANA), sha256(NEXT));
  }

  static FakeAuthRequest bearer(String token) {
    return FakeAuthRequest.authorized("Bearer " + token);
  }

  static FakeAuthRequest basic(String token) {
    String pair = "grafana:" + token;
    return FakeAuthRequest.authorized(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  static List<Credential> good() {
    return List.of(
        Credential.good("bearer", bearer(GRAFANA), GRAFANA, "grafana"),
        Credential.good("second line", bearer(AGENT), AGENT, "agent"),
        Credential.good(
            "scheme in upper case", FakeAuthRequest.authorized("BEARER " + AGENT), AGENT, "agent"),
        Credential.good(
            "scheme of Influx", FakeAuthRequest.authorized("Token " + AGENT), AGENT, "agent"),
        Credential.good(
            "first line",
            FakeAuthRequest.over(Transport.TCP).withFirstLine(AGENT),
            AGENT,
            "agent"));
  }

  static List<Credential> bad() {
    return List.of(
        Credential.unknown("unknown", bearer(UNKNOWN), UNKNOWN),
        Credential.bad("expired", bearer(EXPIRED), EXPIRED, RefusalCode.EXPIRED),
        Credential.bad("revoked", bearer(REVOKED), REVOKED, RefusalCode.REVOKED),
        Credential.bad("empty", bearer(" "), "Bearer  ", RefusalCode.MALFORMED),
        Credential.bad(
            "endless", bearer("x".repeat(5000)), "x".repeat(5000), RefusalCode.MALFORMED),
        Credential.unknown("a hash is no token", bearer(sha256(GRAFANA)), sha256(GRAFANA)),
        Credential.unknown("password", basic(GRAFANA), GRAFANA),
        Credential.unknown(
            "parameter",
            FakeAuthRequest.over(Transport.HTTP).withParameter("p", GRAFANA),
            GRAFANA));
  }
}
