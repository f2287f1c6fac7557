package org.quantonium.engine;

import java.math.BigInteger;
import java.util.List;

/** One step of a {@link Circuit}. Qubits and bits are indexes into the whole circuit. */
public sealed interface Operation {

  /**
   * A unitary on the last {@code gate.qubits()} of its qubits, applied where all those before them
   * are set.
   */
  final class Apply implements Operation {
    private final Gate gate;
    private final double[] parameters;
    private final int[] qubits;

    Apply(Gate gate, double[] parameters, int[] qubits) {
      this.gate = gate;
      this.parameters = parameters;
      this.qubits = qubits;
    }

    public Gate gate() {
      return gate;
    }

    /** The angles in radians, a copy. */
    public double[] parameters() {
      return parameters.clone();
    }

    /** Controls, then the gate's own operands, a copy. */
    public int[] qubits() {
      return qubits.clone();
    }

    /** Number of qubits that condition the operation, the gate's own controls included. */
    public int controls() {
      return qubits.length - gate.qubits() + gate.controls();
    }

    Matrix matrix() {
      return gate.matrix(parameters);
    }

    int[] sharedQubits() {
      return qubits;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(gate.symbol());
      for (double angle : parameters) {
        text.append(' ').append(angle);
      }
      for (int qubit : qubits) {
        text.append(" q").append(qubit);
      }
      return text.toString();
    }
  }

  /** Measures a qubit in the computational basis into a classical bit. */
  record Measure(int qubit, int bit) implements Operation {}

  /** Puts a qubit into state 0, whatever it was entangled with. */
  record Reset(int qubit) implements Operation {}

  /**
   * Does the body where the register, read as an integer with bit 0 least significant, equals the
   * value. The register is read once, before the body.
   *
   * @param value 0 <= value < 2^register.size()
   * @param body gates, measurements and resets; never a condition
   */
  record Conditional(Register register, BigInteger value, List<Operation> body)
      implements Operation {
    public Conditional {
      body = List.copyOf(body);
    }
  }
}
