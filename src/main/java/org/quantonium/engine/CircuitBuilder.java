package org.quantonium.engine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects registers and operations, each checked as it is added.
 *
 * <p>A method that throws {@link IllegalArgumentException} leaves the builder as it was.
 */
public final class CircuitBuilder {
  private static final int MAX_OPERANDS = 0x7fff;

  final List<Register> quantum = new ArrayList<>();
  final List<Register> classical = new ArrayList<>();
  int qubits;
  int bits;
  int[] words = new int[64];
  int wordCount;
  double[] angles = new double[16];
  int angleCount;
  int[] starts = new int[16];
  int startCount;
  int elementary;

  /** Word index of the condition that is open, or -1. */
  private int condition = -1;

  CircuitBuilder() {}

  /** Declares qubits; their indexes follow those of the registers before. */
  public Register quantumRegister(String name, int size) {
    Register register = new Register(name, qubits, size);
    qubits = Math.addExact(qubits, size);
    quantum.add(register);
    return register;
  }

  /** Declares classical bits, all 0 at first. */
  public Register classicalRegister(String name, int size) {
    Register register = new Register(name, bits, size);
    bits = Math.addExact(bits, size);
    classical.add(register);
    return register;
  }

  /** Adds a gate without angles. */
  public CircuitBuilder apply(Gate gate, int... operands) {
    return apply(gate, new double[0], operands);
  }

  /**
   * Adds a gate.
   *
   * @param parameters exactly {@code gate.parameters()} finite angles in radians
   * @param operands extra controls first, then the gate's own qubits; all different
   * @throws IllegalArgumentException if any of that does not hold
   */
  public CircuitBuilder apply(Gate gate, double[] parameters, int... operands) {
    int extra = operands.length - gate.qubits();
    if (extra < 0 || operands.length > MAX_OPERANDS || parameters.length != gate.parameters()) {
      throw new IllegalArgumentException(
          "gate %s takes %d angles and at least %d qubits, not %d and %d"
              .formatted(
                  gate.symbol(),
                  gate.parameters(),
                  gate.qubits(),
                  parameters.length,
                  operands.length));
    }
    for (double angle : parameters) {
      if (!Double.isFinite(angle)) {
        throw new IllegalArgumentException("an angle is not a finite number");
      }
    }
    for (int i = 0; i < operands.length; i++) {
      checkQubit(operands[i]);
      for (int j = 0; j < i; j++) {
        if (operands[i] == operands[j]) {
          throw new IllegalArgumentException("the qubits of an operation must differ");
        }
      }
    }
    begin(2 + operands.length);
    words[wordCount++] = Circuit.APPLY | gate.code() << 8 | extra << 16;
    words[wordCount++] = angleCount;
    for (int operand : operands) {
      words[wordCount++] = operand;
    }
    if (angleCount + parameters.length > angles.length) {
      angles = Arrays.copyOf(angles, 2 * angles.length);
    }
    for (double angle : parameters) {
      angles[angleCount++] = angle;
    }
    return this;
  }

  /** Adds a measurement of a qubit into a bit. */
  public CircuitBuilder measure(int qubit, int bit) {
    checkQubit(qubit);
    if (bit < 0 || bit >= bits) {
      throw new IllegalArgumentException("bit " + bit + " is not one of " + bits);
    }
    begin(3);
    words[wordCount++] = Circuit.MEASURE;
    words[wordCount++] = qubit;
    words[wordCount++] = bit;
    return this;
  }

  /** Adds a reset of a qubit to 0. */
  public CircuitBuilder reset(int qubit) {
    checkQubit(qubit);
    begin(2);
    words[wordCount++] = Circuit.RESET;
    words[wordCount++] = qubit;
    return this;
  }

  /**
   * Puts what the body adds under the condition that the register equals the value.
   *
   * <p>A value that the register cannot hold is never met: what the body adds is then checked and
   * left out.
   *
   * @param register index among the classical registers
   * @param value at least 0
   * @throws IllegalStateException if called from within a body
   */
  public CircuitBuilder conditional(int register, BigInteger value, Runnable body) {
    if (condition >= 0) {
      throw new IllegalStateException("a condition cannot stand within another");
    }
    Register read = classical.get(register);
    if (value.signum() < 0) {
      throw new IllegalArgumentException("a register is never negative");
    }
    final int oldWords = wordCount;
    final int oldAngles = angleCount;
    final int oldElementary = elementary;
    int length = Circuit.wordsFor(read.size());
    begin(2 + length);
    elementary = oldElementary;
    condition = wordCount;
    words[wordCount++] = Circuit.CONDITIONAL | register << 8;
    words[wordCount++] = 0;
    for (int i = 0; i < length; i++) {
      words[wordCount++] = value.shiftRight(32 * i).intValue();
    }
    boolean kept = false;
    try {
      body.run();
      kept = value.bitLength() <= read.size() && words[condition + 1] > 0;
    } finally {
      condition = -1;
      if (!kept) {
        wordCount = oldWords;
        angleCount = oldAngles;
        elementary = oldElementary;
        startCount--;
      }
    }
    return this;
  }

  /** Number of qubits declared so far. */
  public int qubits() {
    return qubits;
  }

  /** Number of classical bits declared so far. */
  public int bits() {
    return bits;
  }

  /** Number of gates, measurements and resets so far. */
  public int size() {
    return elementary;
  }

  /** The circuit so far; the builder may go on. */
  public Circuit build() {
    return new Circuit(this);
  }

  private void checkQubit(int qubit) {
    if (qubit < 0 || qubit >= qubits) {
      throw new IllegalArgumentException("qubit " + qubit + " is not one of " + qubits);
    }
  }

  private void begin(int length) {
    if (wordCount + length > words.length) {
      words = Arrays.copyOf(words, Math.max(2 * words.length, wordCount + length));
    }
    elementary++;
    if (condition >= 0) {
      words[condition + 1]++;
      return;
    }
    if (startCount == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[startCount++] = wordCount;
  }
}
