package org.quantonium.engine;

import java.util.BitSet;
import java.util.List;

/**
 * Writes classical bits as Qiskit does: bit 0 rightmost within a register, the register declared
 * last leftmost, registers joined with one space.
 */
final class Labels {
  private final char[] zeros;
  private final int[] places;

  Labels(List<Register> registers) {
    int bits = registers.stream().mapToInt(Register::size).sum();
    int length = bits + Math.max(0, registers.size() - 1);
    this.zeros = "0".repeat(length).toCharArray();
    this.places = new int[bits];
    int place = length;
    int bit = 0;
    for (Register register : registers) {
      if (place < length) {
        zeros[--place] = ' ';
      }
      for (int i = 0; i < register.size(); i++) {
        places[bit++] = --place;
      }
    }
  }

  /** The label of these bits. */
  char[] of(BitSet bits) {
    char[] label = zeros.clone();
    for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
      label[places[bit]] = '1';
    }
    return label;
  }

  /** Sets a bit in a label. */
  void set(char[] label, int bit) {
    label[places[bit]] = '1';
  }
}
