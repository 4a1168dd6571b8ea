package io.tsink.spi.auth;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Takes apart the header `authorization`, RFC 9110 §11.6.2, without making a String.
final class AuthorizationHeader {
  private AuthorizationHeader() {}

  static @Nullable ByteBuffer credentials(ByteBuffer header, String scheme) {
    int start = header.position();
    int end = start + scheme.length();
    if (end > header.limit()) {
      return null;
    }
    for (int i = 0; i < scheme.length(); i++) {
      if (lowerCase(header.get(start + i)) != lowerCase((byte) scheme.charAt(i))) {
        return null;
      }
    }
    if (end < header.limit() && header.get(end) != ' ') {
      return null;
    }
    while (end < header.limit() && header.get(end) == ' ') {
      end++;
    }
    return header.slice(end, header.limit() - end);
  }

  private static int lowerCase(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
  }
}
