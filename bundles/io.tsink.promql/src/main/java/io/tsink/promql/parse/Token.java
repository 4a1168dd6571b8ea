package io.tsink.promql.parse;

import io.tsink.promql.ast.GoText;
import io.tsink.promql.ast.Position;

/// A token: its kind, its text (for an error the message) and the bytes it covers.
record Token(TokenKind kind, String text, int start, int end) {

  Position position() {
    return new Position(start, end);
  }

  /// The token as a message names it.
  String describe() {
    return switch (kind) {
      case EOF -> "end of input";
      case IDENTIFIER -> "identifier " + GoText.quote(text);
      case METRIC_IDENTIFIER -> "metric identifier " + GoText.quote(text);
      case NUMBER -> "number " + shortened();
      case DURATION -> "duration " + shortened();
      case STRING -> "string " + shortened();
      default ->
          switch (kind.group()) {
            case OPERATOR -> "<op:" + text + ">";
            case AGGREGATOR -> "<aggr:" + text + ">";
            case KEYWORD -> "<" + text + ">";
            case OTHER -> shortened();
          };
    };
  }

  private String shortened() {
    return text.length() > 10 ? GoText.quote(text.substring(0, 10)) + "..." : GoText.quote(text);
  }
}
