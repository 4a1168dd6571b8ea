package io.tsink.http;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.HttpResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// The response of one exchange on Jetty's. Confined.
final class ResponseWriter implements HttpResponse {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Response response;

  /// Whether a body is counted and not sent, as for `HEAD`.
  private final boolean bodiless;

  /// Whether a message gets the five bytes of gRPC before it.
  private final boolean grpc;

  private HttpFields.@Nullable Mutable trailers;
  private boolean begun;
  private boolean ended;

  ResponseWriter(Response response, boolean bodiless, boolean grpc) {
    this.response = response;
    this.bodiless = bodiless;
    this.grpc = grpc;
  }

  @Override
  public HttpResponse status(int status) {
    requireUnsent();
    response.setStatus(status);
    return this;
  }

  /// The status that is set.
  int status() {
    return response.getStatus() == 0 ? 200 : response.getStatus();
  }

  @Override
  public HttpResponse header(String name, String value) {
    requireUnsent();
    response.getHeaders().put(name, value);
    return this;
  }

  @Override
  public HttpResponse trailer(String name, String value) {
    if (ended) {
      throw new IllegalStateException("the response has ended");
    }
    if (trailers == null) {
      requireUnsent();
      HttpFields.Mutable fields = HttpFields.build();
      trailers = fields;
      response.setTrailersSupplier(() -> fields);
    }
    trailers.put(name, value);
    return this;
  }

  @Override
  public boolean committed() {
    return begun;
  }

  boolean ended() {
    return ended;
  }

  /// Takes back status, headers and trailers of a response that was not begun.
  void reset() {
    requireUnsent();
    response.reset();
    trailers = null;
  }

  @Override
  public void send() {
    requireUnsent();
    begun = true;
    ended = true;
    write(true, NOTHING);
  }

  @Override
  public void send(byte[] body, int offset, int length) {
    requireUnsent();
    begun = true;
    ended = true;
    ByteBuffer buffer = framed(body, offset, length);
    if (trailers == null) {
      response
          .getHeaders()
          .put(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, buffer.remaining()));
    }
    write(true, bodiless ? NOTHING : buffer);
  }

  private ByteBuffer framed(byte[] body, int offset, int length) {
    if (!grpc) {
      return ByteBuffer.wrap(body, offset, length);
    }
    ByteBuffer framed = ByteBuffer.allocate(GrpcFrame.PREFIX_BYTES + length);
    framed.put((byte) 0).putInt(length).put(body, offset, length);
    return framed.flip();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (ended) {
      throw new IllegalStateException("the response has ended");
    }
    begun = true;
    if (!bodiless) {
      write(false, ByteBuffer.wrap(bytes, offset, length));
    }
  }

  @Override
  public void end() {
    if (ended) {
      throw new IllegalStateException("the response has ended");
    }
    begun = true;
    ended = true;
    write(true, NOTHING);
  }

  private void write(boolean last, ByteBuffer buffer) {
    try {
      Content.Sink.write(response, last, buffer);
    } catch (IOException e) {
      ended = true;
      throw new StorageException(ErrorKind.CANCELED, "the client is gone", e);
    }
  }

  private void requireUnsent() {
    if (begun) {
      throw new IllegalStateException("the response was begun already");
    }
  }
}
