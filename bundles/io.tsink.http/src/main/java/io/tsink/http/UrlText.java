package io.tsink.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Undoes the escapes of URLs and forms (WHATWG URL, section 5.1).
final class UrlText {
  private UrlText() {}

  /// Adds the fields of a query or form to a map, in order.
  ///
  /// @throws IllegalArgumentException when an escape is broken or what it stands for is not UTF-8
  static void decodeFields(String text, Map<String, List<String>> into) {
    int at = 0;
    while (at <= text.length()) {
      int end = text.indexOf('&', at);
      if (end < 0) {
        end = text.length();
      }
      if (end > at) {
        int equals = text.indexOf('=', at);
        boolean valued = equals >= 0 && equals < end;
        String name = decode(text.substring(at, valued ? equals : end), true);
        String value = valued ? decode(text.substring(equals + 1, end), true) : "";
        into.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
      }
      at = end + 1;
    }
  }

  static Map<String, List<String>> fields(String text) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    decodeFields(text, fields);
    return fields;
  }

  static String decodePath(CharSequence text) {
    return decode(text.toString(), false);
  }

  private static String decode(String text, boolean plusIsBlank) {
    if (text.indexOf('%') < 0 && (!plusIsBlank || text.indexOf('+') < 0)) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[raw.length];
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      byte b = raw[i];
      if (b == '%') {
        int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
        int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new IllegalArgumentException(
              "\"%s\" has a %% without two hexadecimal digits".formatted(text));
        }
        plain[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        plain[length++] = b == '+' && plusIsBlank ? (byte) ' ' : b;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(plain, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("\"%s\" does not stand for UTF-8".formatted(text), e);
    }
  }
}
