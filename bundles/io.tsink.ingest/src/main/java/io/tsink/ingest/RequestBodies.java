package io.tsink.ingest;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.MediaType;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads and decodes the bodies of requests within limits. Thread-safe.
///
/// No memory is taken for what a body merely claims: a stated length is checked against the limits
/// first, and a body whose length is not stated grows with what arrives.
public final class RequestBodies {
  private static final int FIRST_BYTES = 1 << 16;
  private static final int TRUSTED_BYTES = 1 << 20;
  private static final long KEPT_BYTES = 64L << 20;
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final BodyLimits limits;
  private final BufferPool pool = new BufferPool(KEPT_BYTES);

  public RequestBodies(BodyLimits limits) {
    this.limits = limits;
  }

  /// Refuses a request whose media type or coding its route does not take, before anything of the
  /// body is read, and returns the media type.
  ///
  /// @param contentType the header, null when it is absent
  /// @param contentEncoding the header, null when it is absent
  /// @return null when the header is absent, or is none but the route takes anything
  /// @throws StorageException of kind `UNSUPPORTED_MEDIA` that names what the route takes
  public static @Nullable MediaType check(
      HttpRoute route, @Nullable String contentType, @Nullable String contentEncoding) {
    MediaType type = mediaType(route, contentType);
    if (!route.accepts(type)) {
      throw unsupported(route, String.valueOf(type));
    }
    var _ = coding(route, contentEncoding);
    return type;
  }

  private static @Nullable MediaType mediaType(HttpRoute route, @Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return null;
    }
    try {
      return MediaType.parse(contentType);
    } catch (IllegalArgumentException _) {
      if (route.mediaTypes().isEmpty()) {
        return null;
      }
      throw unsupported(route, contentType);
    }
  }

  private static StorageException unsupported(HttpRoute route, String found) {
    return new StorageException(
        ErrorKind.UNSUPPORTED_MEDIA,
        "media type \"%s\", expected %s"
            .formatted(
                found,
                route.mediaTypes().stream()
                    .map(MediaType::toString)
                    .collect(Collectors.joining(" or "))));
  }

  private static Coding coding(HttpRoute route, @Nullable String contentEncoding) {
    String name =
        contentEncoding == null || contentEncoding.isBlank()
            ? route.defaultCoding()
            : contentEncoding.strip();
    Coding coding = Coding.named(name);
    if (coding == null || !route.codings().contains(coding.text())) {
      throw new StorageException(
          ErrorKind.UNSUPPORTED_MEDIA,
          "content coding \"%s\", expected %s"
              .formatted(name, String.join(" or ", route.codings())));
    }
    return coding;
  }

  /// Opens a body in the mode of its route: a whole one is received and decoded when this returns.
  ///
  /// @param contentEncoding the header, null when it is absent
  /// @param contentLength bytes as sent, -1 when that is not stated
  /// @throws StorageException of kind `UNSUPPORTED_MEDIA`, `TOO_LARGE` when more was sent than
  ///     allowed, `MALFORMED` when it cannot be decoded or becomes too large
  public DecodedBody open(
      HttpRoute route, @Nullable String contentEncoding, long contentLength, ByteSource source) {
    Coding coding = coding(route, contentEncoding);
    long maxEncoded = limits.maxEncodedBytes();
    String encodedLimit = "http.max-request-size";
    long maxDecoded = limits.maxDecodedBytes();
    String decodedLimit = "http.max-decoded-size";
    if (route.maxBodyBytes() < maxEncoded) {
      maxEncoded = route.maxBodyBytes();
      encodedLimit = route.maxBodyOption();
    }
    if (route.bodyMode() == HttpRoute.BodyMode.STREAM && coding != Coding.SNAPPY) {
      maxEncoded = route.maxBodyBytes();
      maxDecoded = route.maxBodyBytes();
      encodedLimit = route.maxBodyOption();
      decodedLimit = route.maxBodyOption();
    }
    var input = new LimitedInput(source, maxEncoded, encodedLimit);
    input.announce(contentLength);
    if (route.bodyMode() == HttpRoute.BodyMode.STREAM && coding != Coding.SNAPPY) {
      return new StreamedBody(input, coding, maxDecoded, limits.maxRatio(), decodedLimit);
    }
    WholeBody encoded = receive(input, contentLength);
    if (coding == Coding.IDENTITY) {
      return encoded;
    }
    try (encoded) {
      return coding.decode(
          encoded.array(), encoded.length(), maxDecoded, limits.maxRatio(), decodedLimit, pool);
    }
  }

  private WholeBody receive(LimitedInput input, long contentLength) {
    long first = contentLength < 0 ? FIRST_BYTES : Math.min(contentLength + 1, TRUSTED_BYTES);
    byte[] bytes = pool.take((int) first);
    int used = 0;
    try {
      while (true) {
        int read = input.read(bytes, used, bytes.length - used);
        if (read < 0) {
          var body = new WholeBody(pool, bytes, used);
          bytes = NONE;
          return body;
        }
        used += read;
        if (used == bytes.length) {
          byte[] larger = pool.take(larger(used));
          System.arraycopy(bytes, 0, larger, 0, used);
          pool.give(bytes);
          bytes = larger;
        }
      }
    } finally {
      pool.give(bytes);
    }
  }

  private static final byte[] NONE = {};

  private static int larger(int used) {
    if (used == MAX_ARRAY) {
      throw new StorageException(
          ErrorKind.TOO_LARGE, "the body has more than %d bytes".formatted(MAX_ARRAY));
    }
    return (int) Math.min(MAX_ARRAY, 2L * used);
  }
}
