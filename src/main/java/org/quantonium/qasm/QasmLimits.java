package org.quantonium.qasm;

/**
 * Bounds on what a program may ask for; each is checked before memory is taken for it.
 *
 * @param maxCharacters length of the source in UTF-16 units
 * @param maxQubits declared qubits
 * @param maxClassicalBits declared classical bits
 * @param maxOperations gates, measurements and resets after expansion
 * @param maxDepth nesting of gate definitions, and of parentheses, signs and powers
 */
public record QasmLimits(
    int maxCharacters, int maxQubits, int maxClassicalBits, int maxOperations, int maxDepth) {

  /** Steps of expansion, such as an angle's multiplication, that each operation may cost. */
  private static final long STEPS_PER_OPERATION = 64;

  public QasmLimits {
    int least = Math.min(Math.min(maxCharacters, maxQubits), Math.min(maxOperations, maxDepth));
    if (least < 1 || maxClassicalBits < 0) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }

  /** 6 Mi characters, 150 qubits, 1,024 classical bits, 1,000,000 operations, depth 128. */
  public static QasmLimits defaults() {
    return new QasmLimits(6 << 20, 150, 1024, 1_000_000, 128);
  }

  /** The same for programs of so many operations at most. */
  public QasmLimits withMaxOperations(int operations) {
    return new QasmLimits(maxCharacters, maxQubits, maxClassicalBits, operations, maxDepth);
  }

  long maxSteps() {
    return STEPS_PER_OPERATION * maxOperations;
  }
}
