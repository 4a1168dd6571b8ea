package io.tsink.promql.ast;

import java.nio.charset.StandardCharsets;

/// A half-open range `[start, end)` of bytes in an expression's UTF-8 form.
public record Position(int start, int end) {

  /// The smallest range that covers both.
  public Position to(Position other) {
    return new Position(start, other.end);
  }

  /// `line:column` of the start within `query`, both counted from one, the column in bytes.
  public String lineAndColumn(String query) {
    byte[] bytes = query.getBytes(StandardCharsets.UTF_8);
    int line = 1;
    int column = 1;
    for (int i = 0; i < start && i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return line + ":" + column;
  }
}
