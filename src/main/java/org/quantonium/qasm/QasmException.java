package org.quantonium.qasm;

/**
 * A program was refused. The message tells what was found, what was expected or what to do, and
 * never holds more than 40 characters of the program, printable ASCII all.
 */
public sealed class QasmException extends RuntimeException permits QasmTooLong {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  QasmException(int line, int column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** Line of the fault, from 1. */
  public final int line() {
    return line;
  }

  /** Column of the fault in UTF-16 units, from 1. */
  public final int column() {
    return column;
  }
}
