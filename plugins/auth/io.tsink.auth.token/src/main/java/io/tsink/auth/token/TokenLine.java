package io.tsink.auth.token;

import io.tsink.spi.auth.Principal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the attributes of one token. Confined to one call.
final class TokenLine {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,128}");
  private static final Pattern ROLES = Pattern.compile("[A-Za-z0-9._:-]+(?:,[A-Za-z0-9._:-]+)*");
  private static final Pattern TENANTS = Pattern.compile("[A-Za-z0-9._*-]+(?:,[A-Za-z0-9._*-]+)*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final List<String> ATTRIBUTES =
      List.of("name", "sha256", "token", "kind", "roles", "tenants", "expires", "state");

  private final int line;
  private final Map<String, ByteBuffer> values = new HashMap<>();

  private TokenLine(int line) {
    this.line = line;
  }

  static Token read(ByteBuffer text, int line, String authenticator, boolean allowsClear)
      throws BadList {
    TokenLine attributes = new TokenLine(line);
    attributes.split(text.duplicate());
    Principal principal = attributes.principal(authenticator);
    return new Token(attributes.hash(allowsClear), principal, attributes.revoked());
  }

  private void split(ByteBuffer text) throws BadList {
    while (text.hasRemaining()) {
      int start = text.position();
      int end = start;
      while (end < text.limit() && text.get(end) != ' ' && text.get(end) != '\t') {
        end++;
      }
      if (end > start) {
        attribute(text.slice(start, end - start));
      }
      text.position(Math.min(end + 1, text.limit()));
    }
  }

  private void attribute(ByteBuffer text) throws BadList {
    for (String name : ATTRIBUTES) {
      int length = name.length();
      if (text.limit() > length
          && text.get(length) == '='
          && TokenList.equals(text.slice(0, length), name)) {
        if (values.put(name, text.slice(length + 1, text.limit() - length - 1)) != null) {
          throw problem("%s is given twice".formatted(name));
        }
        return;
      }
    }
    throw problem("expected attributes NAME=VALUE with a name of " + ATTRIBUTES);
  }

  private Principal principal(String authenticator) throws BadList {
    String name = value("name", NAME);
    if (name == null) {
      throw problem("expected a name");
    }
    Principal.Builder principal = Principal.named(name, kind());
    for (String role : words("roles", ROLES)) {
      principal.role(role);
    }
    for (String tenant : words("tenants", TENANTS)) {
      principal.tenant(tenant);
    }
    Instant expiry = expiry();
    if (expiry != null) {
      principal.expires(expiry);
    }
    return principal.vouchedBy(authenticator);
  }

  private Principal.Kind kind() throws BadList {
    return switch (choice("kind", "service", "user", "node")) {
      case "user" -> Principal.Kind.USER;
      case "node" -> Principal.Kind.NODE;
      default -> Principal.Kind.SERVICE;
    };
  }

  private boolean revoked() throws BadList {
    return choice("state", "active", "revoked").equals("revoked");
  }

  private byte[] hash(boolean allowsClear) throws BadList {
    ByteBuffer token = values.get("token");
    String hex = value("sha256", SHA256);
    if ((token == null) == (hex == null)) {
      throw problem("expected a sha256" + (allowsClear ? " or a token" : ""));
    }
    if (hex != null) {
      return HexFormat.of().parseHex(hex);
    }
    if (!allowsClear) {
      throw problem("a file lists the sha256 of a token, not the token");
    }
    if (token == null || !token.hasRemaining()) {
      throw problem("the token is empty");
    }
    return Token.hash(token.duplicate());
  }

  private @Nullable Instant expiry() throws BadList {
    ByteBuffer value = values.get("expires");
    if (value == null) {
      return null;
    }
    try {
      return Instant.parse(TokenList.text(value));
    } catch (DateTimeException _) {
      throw problem("expires: expected an instant such as 2027-01-01T00:00:00Z");
    }
  }

  private String choice(String name, String... words) throws BadList {
    ByteBuffer value = values.get(name);
    if (value == null) {
      return words[0];
    }
    for (String word : words) {
      if (TokenList.equals(value, word)) {
        return word;
      }
    }
    throw problem("%s: expected one of %s".formatted(name, List.of(words)));
  }

  private List<String> words(String name, Pattern pattern) throws BadList {
    String value = value(name, pattern);
    return value == null ? List.of() : List.of(value.split(",", -1));
  }

  private @Nullable String value(String name, Pattern pattern) throws BadList {
    ByteBuffer value = values.get(name);
    if (value == null) {
      return null;
    }
    String text = TokenList.text(value);
    if (!pattern.matcher(text).matches()) {
      throw problem("%s: expected %s".formatted(name, pattern));
    }
    return text;
  }

  private BadList problem(String problem) {
    return BadList.atLine(line, problem);
  }
}
