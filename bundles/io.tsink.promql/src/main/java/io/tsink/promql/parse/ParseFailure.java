package io.tsink.promql.parse;

import io.tsink.promql.ast.Position;

/// An expression that is not valid; the message has the form `line:column: parse error: what`.
public final class ParseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Position position;

  ParseFailure(String query, Position position, String what) {
    super(position.lineAndColumn(query) + ": parse error: " + what);
    this.position = position;
  }

  /// Where the error is.
  public Position position() {
    return position;
  }
}
