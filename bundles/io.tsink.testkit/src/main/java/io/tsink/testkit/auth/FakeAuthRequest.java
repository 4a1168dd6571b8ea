package io.tsink.testkit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.spi.auth.AuthRequest;
import io.tsink.spi.auth.Transport;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A request to authenticate. Confined to one thread, except that many may read it.
///
/// The methods that change something return a new request.
public final class FakeAuthRequest implements AuthRequest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Transport transport;
  private final Map<String, String> texts;
  private final List<X509Certificate> certificates;
  private final long deadlineNanos;
  private final List<byte[]> handedOut = Collections.synchronizedList(new ArrayList<>());

  private FakeAuthRequest(
      Transport transport,
      Map<String, String> texts,
      List<X509Certificate> certificates,
      long deadlineNanos) {
    this.transport = transport;
    this.texts = texts;
    this.certificates = certificates;
    this.deadlineNanos = deadlineNanos;
  }

  /// Returns a request without credentials that may take a minute.
  public static FakeAuthRequest over(Transport transport) {
    return new FakeAuthRequest(
        transport, Map.of(), List.of(), System.nanoTime() + PATIENCE.toNanos());
  }

  /// Returns an HTTP request with the header `authorization`.
  public static FakeAuthRequest authorized(String value) {
    return over(Transport.HTTP).withHeader("authorization", value);
  }

  public FakeAuthRequest withHeader(String name, String value) {
    return with("header " + name, value);
  }

  public FakeAuthRequest withParameter(String name, String value) {
    return with("parameter " + name, value);
  }

  public FakeAuthRequest withFirstLine(String line) {
    return with("line", line);
  }

  public FakeAuthRequest withCertificates(X509Certificate... chain) {
    return new FakeAuthRequest(transport, texts, List.of(chain), deadlineNanos);
  }

  /// Returns this request with a deadline from now on.
  public FakeAuthRequest within(Duration span) {
    return new FakeAuthRequest(transport, texts, certificates, System.nanoTime() + span.toNanos());
  }

  /// Returns this request with another text in place of a secret, wherever it is.
  public FakeAuthRequest replacing(String secret, String other) {
    return mapped(text -> text.replace(secret, other));
  }

  /// Returns this request with memory of its own.
  public FakeAuthRequest again() {
    return mapped(text -> text);
  }

  private FakeAuthRequest mapped(UnaryOperator<String> change) {
    Map<String, String> changed = new TreeMap<>(texts);
    changed.replaceAll((_, text) -> change.apply(text));
    return new FakeAuthRequest(transport, changed, certificates, deadlineNanos);
  }

  private FakeAuthRequest with(String where, String text) {
    Map<String, String> more = new TreeMap<>(texts);
    more.put(where, text);
    return new FakeAuthRequest(transport, more, certificates, deadlineNanos);
  }

  /// Overwrites all memory that was handed out, as a host does after the answer.
  public void clear() {
    handedOut.forEach(bytes -> Arrays.fill(bytes, (byte) '#'));
  }

  @Override
  public Transport transport() {
    return transport;
  }

  @Override
  public @Nullable ByteBuffer header(String name) {
    return view("header " + name);
  }

  @Override
  public @Nullable ByteBuffer parameter(String name) {
    return view("parameter " + name);
  }

  @Override
  public @Nullable ByteBuffer firstLine() {
    return view("line");
  }

  private @Nullable ByteBuffer view(String where) {
    String text = texts.get(where);
    if (text == null) {
      return null;
    }
    byte[] bytes = text.getBytes(UTF_8);
    handedOut.add(bytes);
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  @Override
  public List<X509Certificate> peerCertificates() {
    return certificates;
  }

  @Override
  public @Nullable SocketAddress peer() {
    return null;
  }

  @Override
  public long remainingNanos() {
    return Math.max(0, deadlineNanos - System.nanoTime());
  }
}
