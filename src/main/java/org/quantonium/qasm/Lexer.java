package org.quantonium.qasm;

/**
 * Splits a program into tokens, one at a time, and knows where each stands.
 *
 * <p>White space, comments to the end of a line and comments between slash-star and star-slash
 * separate tokens. Cost: linear in the text; lines are only counted for a fault.
 */
final class Lexer {
  private static final int EXCERPT = 40;
  private final char[] text;
  private Token token = Token.END;
  private int start;
  private int end;

  Lexer(String source) {
    this.text = source.toCharArray();
    if (text.length > 0 && text[0] == '\ufeff') {
      end = 1;
    }
    next();
  }

  Token token() {
    return token;
  }

  /** Offset of the current token. */
  int start() {
    return start;
  }

  String word() {
    return new String(text, start, end - start);
  }

  /** The characters between the quotes of a string. */
  String quoted() {
    return new String(text, start + 1, end - start - 2);
  }

  boolean isWord(String word) {
    if (token != Token.IDENTIFIER || end - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean accept(Token wanted) {
    if (token != wanted) {
      return false;
    }
    next();
    return true;
  }

  void expect(Token wanted, String purpose) {
    if (!accept(wanted)) {
      throw unexpected(wanted + purpose);
    }
  }

  QasmException unexpected(String expected) {
    return fault(start, "found " + found() + ", expected " + expected);
  }

  /** The current token for a message: in quotes, shortened, without control characters. */
  String found() {
    return token == Token.END ? token.toString() : '\'' + excerpt(start, end) + '\'';
  }

  /** A name for a message, made safe in the same way. */
  static String safe(String name) {
    char[] chars = name.toCharArray();
    return '\'' + excerpt(chars, 0, chars.length) + '\'';
  }

  private String excerpt(int from, int to) {
    return excerpt(text, from, to);
  }

  private static String excerpt(char[] text, int from, int to) {
    boolean cut = to - from > EXCERPT;
    int last = cut ? from + EXCERPT - 3 : to;
    StringBuilder safe = new StringBuilder();
    for (int i = from; i < last; i++) {
      safe.append(text[i] >= ' ' && text[i] < 0x7f ? text[i] : '?');
    }
    return safe.append(cut ? "..." : "").toString();
  }

  QasmException fault(int offset, String message) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.length || text[i + 1] != '\n'))) {
        line++;
        lineStart = i + 1;
      }
    }
    return new QasmException(line, offset - lineStart + 1, message);
  }

  /** The value of an integer or real token, the nearest double. */
  double number() {
    long digits = 0;
    int scale = 0;
    boolean fraction = false;
    for (int i = start; i < end; i++) {
      char c = text[i];
      if (c == '.') {
        fraction = true;
      } else if (isDigit(c) && digits < Decimal.MAX_DIGITS && scale < Decimal.MAX_SCALE) {
        digits = 10 * digits + (c - '0');
        scale += fraction ? 1 : 0;
      } else {
        return Double.parseDouble(word());
      }
    }
    double value = Decimal.nearest(digits, scale);
    return Double.isNaN(value) ? Double.parseDouble(word()) : value;
  }

  /** The value of an integer token. */
  int integer(int max, String what) {
    long value = 0;
    for (int i = start; i < end; i++) {
      value = 10 * value + (text[i] - '0');
      if (value > max) {
        throw fault(start, "found " + found() + ", but " + what + " is at most " + max);
      }
    }
    return (int) value;
  }

  void next() {
    int at = skip(end);
    start = at;
    if (at == text.length) {
      end = at;
      token = Token.END;
      return;
    }
    char c = text[at];
    if (isLetter(c)) {
      at++;
      while (at < text.length && (isLetter(text[at]) || isDigit(text[at]))) {
        at++;
      }
      end = at;
      token = Token.IDENTIFIER;
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length && isDigit(text[at + 1]))) {
      numeral(at);
    } else if (c == '"' || c == '\'') {
      string(at, c);
    } else {
      punctuation(at, c);
    }
  }

  private int skip(int from) {
    int at = from;
    while (at < text.length) {
      char c = text[at];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        at++;
      } else if (c == '/' && at + 1 < text.length && text[at + 1] == '/') {
        while (at < text.length && text[at] != '\n' && text[at] != '\r') {
          at++;
        }
      } else if (c == '/' && at + 1 < text.length && text[at + 1] == '*') {
        at = endOfComment(at);
      } else {
        break;
      }
    }
    return at;
  }

  private int endOfComment(int from) {
    for (int at = from + 2; at + 1 < text.length; at++) {
      if (text[at] == '*' && text[at + 1] == '/') {
        return at + 2;
      }
    }
    throw fault(from, "found a comment without an end; close it with */");
  }

  private void numeral(int from) {
    int at = digits(from);
    token = Token.INTEGER;
    if (at < text.length && text[at] == '.') {
      at = digits(at + 1);
      token = Token.REAL;
    }
    if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
      int power = at + 1;
      if (power < text.length && (text[power] == '+' || text[power] == '-')) {
        power++;
      }
      at = digits(power);
      token = Token.REAL;
      if (at == power) {
        throw fault(from, "found '" + excerpt(from, at) + "', expected digits after the exponent");
      }
    }
    end = at;
    if (at < text.length && isLetter(text[at])) {
      throw fault(
          from,
          "found '" + excerpt(from, at + 1) + "', expected a number or a name with a letter first");
    }
  }

  private int digits(int from) {
    int at = from;
    while (at < text.length && isDigit(text[at])) {
      at++;
    }
    return at;
  }

  private void string(int from, char quote) {
    int at = from + 1;
    while (at < text.length && text[at] != quote && text[at] != '\n') {
      at++;
    }
    if (at == text.length || text[at] != quote) {
      throw fault(from, "found a string without an end; close it with " + quote);
    }
    end = at + 1;
    token = Token.STRING;
  }

  private void punctuation(int at, char c) {
    boolean arrow = c == '-' && at + 1 < text.length && text[at + 1] == '>';
    boolean equals = c == '=' && at + 1 < text.length && text[at + 1] == '=';
    end = arrow || equals ? at + 2 : at + 1;
    token =
        switch (c) {
          case ';' -> Token.SEMICOLON;
          case ',' -> Token.COMMA;
          case '(' -> Token.OPEN;
          case ')' -> Token.CLOSE;
          case '[' -> Token.OPEN_INDEX;
          case ']' -> Token.CLOSE_INDEX;
          case '{' -> Token.OPEN_BODY;
          case '}' -> Token.CLOSE_BODY;
          case '+' -> Token.PLUS;
          case '-' -> arrow ? Token.ARROW : Token.MINUS;
          case '*' -> Token.TIMES;
          case '/' -> Token.DIVIDE;
          case '^' -> Token.POWER;
          case '=' -> {
            if (!equals) {
              throw fault(at, "found '=', expected '=='");
            }
            yield Token.EQUALS;
          }
          default -> throw stray(at);
        };
  }

  private QasmException stray(int at) {
    int point = Character.codePointAt(text, at);
    String shown =
        point > ' ' && point < 0x7f ? "'" + (char) point + "'" : "U+%04X".formatted(point);
    return fault(at, "found the character " + shown + ", which stands only in comments");
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
