package org.quantonium.engine;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * A quantum circuit, valid by construction and immutable: every index is in range, the qubits of an
 * operation differ, angles are finite.
 *
 * <p>Operations are kept packed, about 20 bytes for a gate of two qubits and 8 for each angle, and
 * {@link #operations} makes objects of them while it is read; a circuit of a million gates so costs
 * tens of megabytes.
 */
public final class Circuit {
  static final int APPLY = 0;
  static final int MEASURE = 1;
  static final int RESET = 2;
  static final int CONDITIONAL = 3;

  private final List<Register> quantum;
  private final List<Register> classical;
  private final int qubits;
  private final int bits;
  private final int[] words;
  private final double[] angles;
  private final int[] starts;
  private final int elementary;

  /** Computed when it is first asked for; by two threads at once to the same text. */
  private String digest = "";

  Circuit(CircuitBuilder from) {
    this.quantum = List.copyOf(from.quantum);
    this.classical = List.copyOf(from.classical);
    this.qubits = from.qubits;
    this.bits = from.bits;
    this.words = Arrays.copyOf(from.words, from.wordCount);
    this.angles = Arrays.copyOf(from.angles, from.angleCount);
    this.starts = Arrays.copyOf(from.starts, from.startCount);
    this.elementary = from.elementary;
  }

  public static CircuitBuilder builder() {
    return new CircuitBuilder();
  }

  /** Quantum registers in the order of their declaration. */
  public List<Register> quantumRegisters() {
    return quantum;
  }

  /** Classical registers in the order of their declaration. */
  public List<Register> classicalRegisters() {
    return classical;
  }

  /** Number of declared qubits. */
  public int qubits() {
    return qubits;
  }

  /** Number of declared classical bits. */
  public int bits() {
    return bits;
  }

  /** Number of gates, measurements and resets, those under a condition included. */
  public int size() {
    return elementary;
  }

  /** The operations in order. Reading one costs an allocation; a condition counts as one. */
  public List<Operation> operations() {
    return new View();
  }

  /**
   * SHA-256, in lower-case hexadecimal, over registers and operations; equal for circuits that
   * differ in nothing but layout, comments and the way in which gates were defined.
   *
   * <p>Digested are, all numbers as 32 bits, most significant byte first: for quantum and then for
   * classical registers their number, and of each the size, the length of the name and its UTF-16
   * units; then each operation. A gate is 0, the length and the UTF-16 units of its name, the
   * number of qubits, the qubits, and the bits of each angle as 64-bit IEEE 754 numbers; a
   * measurement is 1, qubit, bit; a reset 2, qubit; a condition 3, the register's place among the
   * classical ones, its value in words of 32 bits, least significant first, as many as the register
   * needs, the number of operations in the body, and these.
   */
  public String digest() {
    return digest(Budget.unlimited());
  }

  String digest(Budget budget) {
    String known = digest;
    if (known.isEmpty()) {
      known = CircuitDigest.of(this, budget);
      digest = known;
    }
    return known;
  }

  /** One of {@link #operations}. Polls while the body of a condition is read, which may be long. */
  Operation operation(int index, Budget budget) {
    return at(starts[index], budget);
  }

  private Operation at(int start, Budget budget) {
    int word = words[start];
    return switch (word & 0xff) {
      case APPLY -> apply(start, word);
      case MEASURE -> new Operation.Measure(words[start + 1], words[start + 2]);
      case RESET -> new Operation.Reset(words[start + 1]);
      default -> conditional(start, word >>> 8, budget);
    };
  }

  private Operation.Apply apply(int start, int word) {
    Gate gate = Gate.of((word >>> 8) & 0xff);
    int first = start + 2;
    int angle = words[start + 1];
    return new Operation.Apply(
        gate,
        Arrays.copyOfRange(angles, angle, angle + gate.parameters()),
        Arrays.copyOfRange(words, first, first + gate.qubits() + (word >>> 16)));
  }

  private Operation.Conditional conditional(int start, int index, Budget budget) {
    Register register = classical.get(index);
    int length = words[start + 1];
    int at = start + 2;
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < wordsFor(register.size()); i++) {
      value = value.or(BigInteger.valueOf(words[at++] & 0xffffffffL).shiftLeft(32 * i));
    }
    List<Operation> body = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      Plan.pollAt(i, budget);
      body.add(at(at, budget));
      at += lengthAt(at);
    }
    return new Operation.Conditional(register, value, body);
  }

  private int lengthAt(int start) {
    int word = words[start];
    return switch (word & 0xff) {
      case APPLY -> 2 + Gate.of((word >>> 8) & 0xff).qubits() + (word >>> 16);
      case MEASURE -> 3;
      default -> 2;
    };
  }

  static int wordsFor(int bits) {
    return (bits + 31) / 32;
  }

  private final class View extends AbstractList<Operation> implements RandomAccess {
    @Override
    public Operation get(int index) {
      return operation(index, Budget.unlimited());
    }

    @Override
    public int size() {
      return starts.length;
    }
  }
}
