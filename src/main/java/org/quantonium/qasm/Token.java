package org.quantonium.qasm;

/** The kinds of token of OpenQASM 2.0. */
enum Token {
  IDENTIFIER("a name"),
  INTEGER("a whole number"),
  REAL("a number"),
  STRING("a file name in quotes"),
  SEMICOLON("';'"),
  COMMA("','"),
  OPEN("'('"),
  CLOSE("')'"),
  OPEN_INDEX("'['"),
  CLOSE_INDEX("']'"),
  OPEN_BODY("'{'"),
  CLOSE_BODY("'}'"),
  PLUS("'+'"),
  MINUS("'-'"),
  TIMES("'*'"),
  DIVIDE("'/'"),
  POWER("'^'"),
  ARROW("'->'"),
  EQUALS("'=='"),
  END("the end of the file");

  private final String text;

  Token(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
