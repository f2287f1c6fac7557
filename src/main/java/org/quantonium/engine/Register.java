package org.quantonium.engine;

/**
 * A named run of qubits or classical bits.
 *
 * @param name as declared
 * @param offset index in the circuit of the register's bit 0
 * @param size at least 1
 */
public record Register(String name, int offset, int size) {
  public Register {
    if (offset < 0 || size < 1) {
      throw new IllegalArgumentException(
          "a register holds at least one bit, but " + size + " were asked for");
    }
  }
}
