package io.tsink.auth.token;

import io.tsink.spi.auth.AuthRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where in a request a token may be. Immutable.
final class Carriers {
  private final List<Carrier> carriers;

  private Carriers(List<Carrier> carriers) {
    this.carriers = List.copyOf(carriers);
  }

  /// A place where a token may be.
  private interface Carrier {
    @Nullable ByteBuffer token(AuthRequest request);
  }

  /// Returns the carriers with the names.
  ///
  /// @param problems gets one phrase for each name that is not known
  static Carriers named(List<String> names, List<String> problems) {
    List<Carrier> carriers = new ArrayList<>();
    carriers.add(AuthRequest::firstLine);
    for (String name : names) {
      switch (name) {
        case "bearer" -> carriers.add(request -> request.credentials("Bearer"));
        case "token" -> carriers.add(request -> request.credentials("Token"));
        case "basic" -> carriers.add(Carriers::password);
        case "parameter" -> carriers.add(request -> request.parameter("p"));
        default ->
            problems.add(
                "accept: found \"%s\", expected bearer, token, basic or parameter".formatted(name));
      }
    }
    return new Carriers(carriers);
  }

  /// Returns the first token found, or null. Its memory is the host's, or a copy to be cleared.
  @Nullable ByteBuffer find(AuthRequest request) {
    for (Carrier carrier : carriers) {
      ByteBuffer token = carrier.token(request);
      if (token != null) {
        return token;
      }
    }
    return null;
  }

  /// Returns what follows the first colon, empty when there is none.
  private static @Nullable ByteBuffer password(AuthRequest request) {
    ByteBuffer encoded = request.credentials("Basic");
    if (encoded == null) {
      return null;
    }
    try {
      ByteBuffer decoded = Base64.getDecoder().decode(encoded);
      boolean inUser = true;
      while (inUser && decoded.hasRemaining()) {
        inUser = decoded.get() != ':';
      }
      return decoded;
    } catch (IllegalArgumentException _) {
      return ByteBuffer.allocate(0);
    }
  }
}
