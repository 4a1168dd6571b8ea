package io.tsink.promql.parse;

import io.tsink.promql.ast.GoText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Cuts an expression into tokens with byte positions.
///
/// What a character means depends on where it stands: in braces words are label names, in brackets
/// they are parts of a duration. An [TokenKind#ERROR] token carries its message and is the last
/// one.
final class Lexer {

  private static final int END = -1;
  private static final int REPLACEMENT = 0xFFFD;

  private final byte[] input;
  private int position;
  private int start;
  private int width;
  private int parenDepth;
  private boolean inBraces;
  private boolean inBrackets;
  private boolean sawDuration;
  private boolean sawColon;

  Lexer(String text) {
    this.input = text.getBytes(StandardCharsets.UTF_8);
  }

  /// The next token; the last one is [TokenKind#EOF] or [TokenKind#ERROR].
  Token next() {
    skipBlanks();
    if (inBraces) {
      return insideBraces();
    }
    return inBrackets ? insideBrackets() : statement();
  }

  byte[] input() {
    return input;
  }

  private Token statement() {
    int c = read();
    return switch (c) {
      case END -> parenDepth == 0 ? token(TokenKind.EOF) : error("unclosed left parenthesis");
      case ',' -> token(TokenKind.COMMA);
      case '*', '/', '%', '+', '-', '^' -> token(arithmetic(c));
      case '@' -> token(TokenKind.AT);
      case '=' ->
          accept("=")
              ? token(TokenKind.EQLC)
              : peek() == '~' ? error("unexpected character after '=': '~'") : token(TokenKind.EQL);
      case '!' -> {
        int after = read();
        yield after == '='
            ? token(TokenKind.NEQ)
            : error("unexpected character after '!': " + shown(after));
      }
      case '<' ->
          token(accept("=") ? TokenKind.LTE : accept("/") ? TokenKind.TRIM_UPPER : TokenKind.LSS);
      case '>' ->
          token(accept("=") ? TokenKind.GTE : accept("/") ? TokenKind.TRIM_LOWER : TokenKind.GTR);
      case '"', '\'' -> string(c);
      case '`' -> rawString();
      case '(', ')' -> parenthesis(c);
      case '{' -> {
        inBraces = true;
        yield token(TokenKind.LEFT_BRACE);
      }
      case '[' -> {
        inBrackets = true;
        sawDuration = false;
        sawColon = false;
        yield token(TokenKind.LEFT_BRACKET);
      }
      case ']' -> error("unexpected right bracket ']'");
      default -> {
        if (digit(c) || (c == '.' && digit(peek()))) {
          unread();
          yield numberOrDuration();
        }
        yield alpha(c) || c == ':' ? word() : error("unexpected character: " + shown(c));
      }
    };
  }

  private static TokenKind arithmetic(int c) {
    return switch (c) {
      case '*' -> TokenKind.MUL;
      case '/' -> TokenKind.DIV;
      case '%' -> TokenKind.MOD;
      case '+' -> TokenKind.ADD;
      case '-' -> TokenKind.SUB;
      default -> TokenKind.POW;
    };
  }

  private Token insideBraces() {
    int c = read();
    return switch (c) {
      case END -> error("unexpected end of input inside braces");
      case ',' -> token(TokenKind.COMMA);
      case '"', '\'' -> string(c);
      case '`' -> rawString();
      case '=' -> token(accept("~") ? TokenKind.EQL_REGEX : TokenKind.EQL);
      case '!' -> {
        int after = read();
        yield after == '~'
            ? token(TokenKind.NEQ_REGEX)
            : after == '='
                ? token(TokenKind.NEQ)
                : error("unexpected character after '!' inside braces: " + shown(after));
      }
      case '{' -> error("unexpected left brace '{'");
      case '}' -> {
        inBraces = false;
        yield token(TokenKind.RIGHT_BRACE);
      }
      default -> {
        if (!alpha(c)) {
          yield error("unexpected character inside braces: " + shown(c));
        }
        while (alphanumeric(peek())) {
          read();
        }
        yield token(TokenKind.IDENTIFIER);
      }
    };
  }

  private Token insideBrackets() {
    int c = read();
    return switch (c) {
      case END -> error("unexpected end of input in duration expression");
      case ']' -> {
        inBrackets = false;
        yield token(TokenKind.RIGHT_BRACKET);
      }
      case ':' -> {
        if (!sawDuration) {
          yield error("unexpected colon before duration in duration expression");
        }
        if (sawColon) {
          yield error("unexpected repeated colon in duration expression");
        }
        sawColon = true;
        yield token(TokenKind.COLON);
      }
      case '(', ')' -> parenthesis(c);
      case '+', '-', '*', '/', '%', '^' -> token(arithmetic(c));
      case ',' -> token(TokenKind.COMMA);
      default -> durationPart(c);
    };
  }

  private Token durationPart(int c) {
    if (digit(c) || (c == '.' && digit(peek()))) {
      unread();
      sawDuration = true;
      return numberOrDuration();
    }
    if (alpha(c)) {
      while (alpha(peek())) {
        read();
      }
      TokenKind kind = durationWord(text());
      if (kind != TokenKind.ERROR) {
        sawDuration = true;
        return token(kind);
      }
    }
    return error("unexpected character in duration expression: " + shown(c));
  }

  private static TokenKind durationWord(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "step" -> TokenKind.STEP;
      case "range" -> TokenKind.RANGE;
      case "min_of" -> TokenKind.MIN_OF;
      case "max_of" -> TokenKind.MAX_OF;
      default -> TokenKind.ERROR;
    };
  }

  private Token parenthesis(int c) {
    if (c == '(') {
      parenDepth++;
      return token(TokenKind.LEFT_PAREN);
    }
    parenDepth--;
    if (parenDepth < 0) {
      start = position;
      return error("unexpected right parenthesis ')'");
    }
    return token(TokenKind.RIGHT_PAREN);
  }

  private Token word() {
    while (alphanumeric(peek()) || peek() == ':') {
      read();
    }
    String word = text();
    TokenKind kind = TokenKind.ofWord(word);
    if (kind == null) {
      return token(word.indexOf(':') < 0 ? TokenKind.IDENTIFIER : TokenKind.METRIC_IDENTIFIER);
    }
    boolean fill =
        kind == TokenKind.FILL || kind == TokenKind.FILL_LEFT || kind == TokenKind.FILL_RIGHT;
    return token(fill && !parenthesisFollows() ? TokenKind.IDENTIFIER : kind);
  }

  private boolean parenthesisFollows() {
    int at = position;
    while (at < input.length && blank(input[at])) {
      at++;
    }
    return at < input.length && input[at] == '(';
  }

  private Token numberOrDuration() {
    if (scanNumber()) {
      return token(TokenKind.NUMBER);
    }
    return scanRestOfDuration()
        ? token(TokenKind.DURATION)
        : error("bad number or duration syntax: " + GoText.quote(text()));
  }

  private boolean scanNumber() {
    int from = position;
    String digits = "0123456789";
    if (accept("0") && accept("xX")) {
      accept("_");
      digits = "0123456789abcdefABCDEF";
    }
    accept(".");
    accept(digits);
    boolean dot = false;
    boolean exponent = false;
    while (is(digits) || is("._eE")) {
      boolean hex = digits.length() > 10;
      if ((is(".") && dot) || (is("eE") && !is(digits) && exponent)) {
        read();
        return false;
      }
      if (accept(".")) {
        dot = true;
        if (accept("_.") || hex) {
          return false;
        }
      } else if (!hex && accept("eE")) {
        exponent = true;
        accept("+-");
        if (accept("._eE") || peek() == END) {
          return false;
        }
      } else if (accept("_")) {
        if (accept("._eE") || peek() == END) {
          return false;
        }
      } else {
        while (accept(digits)) {
          // A run of digits.
        }
      }
    }
    return position != from && !alphanumeric(peek());
  }

  private boolean scanRestOfDuration() {
    if (!accept("smhdwy")) {
      return false;
    }
    accept("s");
    while (accept("0123456789")) {
      while (accept("0123456789")) {
        // A run of digits.
      }
      if (!accept("smhdw")) {
        return false;
      }
      accept("s");
    }
    if (alphanumeric(peek())) {
      read();
      return false;
    }
    return true;
  }

  private Token string(int quote) {
    while (true) {
      int c = read();
      if (c == END || c == '\n') {
        return error("unterminated quoted string");
      }
      if (c == REPLACEMENT) {
        return error("invalid UTF-8 rune");
      }
      if (c == quote) {
        return token(TokenKind.STRING);
      }
      if (c == '\\') {
        String wrong = escape(quote);
        if (!wrong.isEmpty()) {
          return error(wrong);
        }
      }
    }
  }

  /// What is wrong with the escape sequence after a backslash, empty if nothing is.
  private String escape(int quote) {
    int c = read();
    int length =
        switch (c) {
          case 'x' -> 2;
          case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> 0;
        };
    if (length == 0) {
      boolean known = c == quote || (c != END && "abfnrtv\\".indexOf(c) >= 0);
      return known
          ? ""
          : c == END ? "escape sequence not terminated" : "unknown escape sequence " + codePoint(c);
    }
    int base = length == 3 ? 8 : 16;
    if (base == 8) {
      unread();
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      int digit = read();
      int worth = digit == END ? -1 : Character.digit(digit < 0x80 ? digit : ' ', base);
      if (worth < 0) {
        return digit == END
            ? "escape sequence not terminated"
            : "illegal character " + codePoint(digit) + " in escape sequence";
      }
      value = value * base + worth;
    }
    boolean octet = base == 8 || length == 2;
    return value > (octet ? 255 : 0x10FFFF) || (value >= 0xD800 && value < 0xE000)
        ? "escape sequence is an invalid Unicode code point"
        : "";
  }

  private Token rawString() {
    while (true) {
      int c = read();
      if (c == END) {
        return error("unterminated raw string");
      }
      if (c == REPLACEMENT) {
        return error("invalid UTF-8 rune");
      }
      if (c == '`') {
        return token(TokenKind.STRING);
      }
    }
  }

  private void skipBlanks() {
    while (position < input.length) {
      if (blank(input[position])) {
        position++;
      } else if (input[position] == '#') {
        while (position < input.length && input[position] != '\n' && input[position] != '\r') {
          position++;
        }
      } else {
        break;
      }
    }
    start = position;
  }

  private Token token(TokenKind kind) {
    return new Token(kind, text(), start, position);
  }

  private Token error(String message) {
    return new Token(TokenKind.ERROR, message, start, input.length);
  }

  private String text() {
    return new String(input, start, position - start, StandardCharsets.UTF_8);
  }

  private int read() {
    if (position >= input.length) {
      width = 0;
      return END;
    }
    int first = input[position] & 0xFF;
    int extra = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    int c = extra == 0 ? first : first & (0x3F >> extra);
    for (int i = 1; i <= extra; i++) {
      c = (c << 6) | (input[position + i] & 0x3F);
    }
    width = extra + 1;
    position += width;
    return c;
  }

  private void unread() {
    position -= width;
  }

  private int peek() {
    int at = position;
    int c = read();
    position = at;
    return c;
  }

  private boolean is(String set) {
    int c = peek();
    return c != END && set.indexOf(c) >= 0;
  }

  private boolean accept(String set) {
    if (is(set)) {
      read();
      return true;
    }
    return false;
  }

  private static String shown(int c) {
    return c == END ? "end of input" : GoText.quoteRune(c);
  }

  private static String codePoint(int c) {
    return String.format(Locale.ROOT, "U+%04X '%s'", c, Character.toString(c));
  }

  private static boolean blank(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean alpha(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean alphanumeric(int c) {
    return alpha(c) || digit(c);
  }
}
