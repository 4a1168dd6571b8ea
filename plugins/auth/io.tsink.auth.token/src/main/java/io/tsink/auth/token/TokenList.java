package io.tsink.auth.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads a list of tokens; see the package. Confined to one call.
///
/// Works on bytes, so that a token in clear never becomes a String, which could not be overwritten.
final class TokenList {
  private static final int MAX_TOKENS = 10_000;
  private static final String HEADER = "tsink-tokens 1";

  private final ByteBuffer content;
  private final String authenticator;
  private final boolean allowsClear;
  private final List<Token> tokens = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int line;

  private TokenList(byte[] content, String authenticator, boolean allowsClear) {
    this.content = ByteBuffer.wrap(content);
    this.authenticator = authenticator;
    this.allowsClear = allowsClear;
  }

  /// Returns the tokens of a list.
  ///
  /// @param authenticator vouches for them
  /// @param allowsClear whether a token may be listed instead of its hash
  /// @throws BadList when the bytes are no list
  static List<Token> read(byte[] content, String authenticator, boolean allowsClear)
      throws BadList {
    TokenList list = new TokenList(content, authenticator, allowsClear);
    list.readAll();
    return List.copyOf(list.tokens);
  }

  private void readAll() throws BadList {
    if (!equals(nextLine(), HEADER)) {
      throw BadList.atLine(1, "expected \"%s\"".formatted(HEADER));
    }
    ByteBuffer text = nextLine();
    while (!equals(text, "end")) {
      if (text.hasRemaining() && text.get(text.position()) != '#') {
        add(TokenLine.read(text, line, authenticator, allowsClear));
      }
      text = nextLine();
    }
    if (content.hasRemaining()) {
      throw BadList.atLine(line + 1, "expected nothing after \"end\"");
    }
  }

  private void add(Token token) throws BadList {
    if (!seen.add(token.key())) {
      throw BadList.atLine(line, "the token is listed twice");
    }
    if (tokens.size() == MAX_TOKENS) {
      throw BadList.atLine(line, "expected at most %d tokens".formatted(MAX_TOKENS));
    }
    tokens.add(token);
  }

  /// Returns the next line without its end and the spaces around it. Only a line with an end
  /// counts.
  private ByteBuffer nextLine() throws BadList {
    line++;
    int start = content.position();
    while (content.hasRemaining()) {
      if (content.get() == '\n') {
        return stripped(start, content.position() - 1);
      }
    }
    throw BadList.atLine(line, "expected a line \"end\"; the list was cut off");
  }

  private ByteBuffer stripped(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && content.get(from) <= ' ' && content.get(from) >= 0) {
      from++;
    }
    while (to > from && content.get(to - 1) <= ' ' && content.get(to - 1) >= 0) {
      to--;
    }
    return content.slice(from, to - from);
  }

  static boolean equals(ByteBuffer bytes, String text) {
    return bytes.equals(ByteBuffer.wrap(text.getBytes(US_ASCII)));
  }

  static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes.duplicate()).toString();
  }
}
