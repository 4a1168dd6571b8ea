package io.tsink.auth.token;

/// What was read is no list of tokens. The message tells the line and what was expected, and never
/// what was found: it may be a secret.
final class BadList extends Exception {
  BadList(String message) {
    super(message);
  }

  static BadList atLine(int line, String problem) {
    return new BadList("line %d: %s".formatted(line, problem));
  }
}
