package io.tsink.testkit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.spi.ingest.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A response that is kept, and that insists on the rules of [HttpResponse]. Confined.
public final class TestResponse implements HttpResponse {
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> trailers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;
  private boolean committed;
  private boolean ended;

  /// For exchanges.
  TestResponse() {}

  /// Returns the status.
  public int status() {
    return status;
  }

  /// Returns a header, or null.
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /// Returns a trailer, or null.
  public @Nullable String trailer(String name) {
    return trailers.get(name);
  }

  /// Returns the body as text.
  public String text() {
    return body.toString(UTF_8);
  }

  /// Returns the body.
  public byte[] bytes() {
    return body.toByteArray();
  }

  /// Tells whether the response is complete.
  public boolean ended() {
    return ended;
  }

  @Override
  public HttpResponse status(int value) {
    requireOpen();
    status = value;
    return this;
  }

  @Override
  public HttpResponse header(String name, String value) {
    requireOpen();
    headers.put(name, value);
    return this;
  }

  @Override
  public HttpResponse trailer(String name, String value) {
    requireNotEnded();
    trailers.put(name, value);
    return this;
  }

  @Override
  public boolean committed() {
    return committed;
  }

  @Override
  public void send() {
    send(new byte[0], 0, 0);
  }

  @Override
  public void send(byte[] bytes, int offset, int length) {
    requireOpen();
    write(bytes, offset, length);
    end();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    requireNotEnded();
    committed = true;
    body.write(bytes, offset, length);
  }

  @Override
  public void end() {
    requireNotEnded();
    committed = true;
    ended = true;
  }

  private void requireOpen() {
    if (committed) {
      throw new IllegalStateException("the response is on its way");
    }
  }

  private void requireNotEnded() {
    if (ended) {
      throw new IllegalStateException("the response has ended");
    }
  }
}
