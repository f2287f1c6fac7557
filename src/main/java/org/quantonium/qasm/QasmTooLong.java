package org.quantonium.qasm;

/**
 * A program has more operations, or takes more steps to expand, than its reader may spend: none
 * before is at fault, and a reader with higher limits may take it.
 */
public final class QasmTooLong extends QasmException {
  private static final long serialVersionUID = 1L;

  QasmTooLong(QasmException fault) {
    super(fault.line(), fault.column(), fault.getMessage());
  }
}
