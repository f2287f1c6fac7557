package org.quantonium.engine;

import java.util.Arrays;

/** What {@link Calibration} times: kernels on a state of their own, and circuits. */
final class Workload {
  private static final int QUBITS = 12;

  /** Large enough for passes, and small enough that cold kernels do not take all the time. */
  private static final int LARGE_QUBITS = 13;

  private static final int LAYERS = 4;
  private static final int OPERATIONS = 600;
  private static final int MEASUREMENTS = 6;
  private static final double[] ANGLES = {0.3, 0.7, 1.1};

  private final Budget budget;
  private final StateVector state;

  Workload(Budget budget) {
    this.budget = budget;
    this.state = StateVector.zero(Precision.DOUBLE, QUBITS, Loan.ofNew(), budget);
  }

  /** Gates that are done in passes. */
  static Circuit layers() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", LARGE_QUBITS);
    for (int layer = 0; layer < LAYERS; layer++) {
      for (int i = 0; i < LARGE_QUBITS; i++) {
        builder.apply(Gate.U3, ANGLES, i);
      }
      for (int i = 0; i + 1 < LARGE_QUBITS; i += 2) {
        builder.apply(Gate.CZ, (i + layer) % LARGE_QUBITS, (i + layer + 1) % LARGE_QUBITS);
      }
    }
    return builder.build();
  }

  void gates(Gate... gates) {
    for (Gate gate : gates) {
      Matrix matrix = gate.matrix(Arrays.copyOf(ANGLES, gate.parameters()));
      int[] operands = new int[gate.qubits()];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = 3 * i + 1;
      }
      state.apply(matrix, operands, gate.controls(), budget);
    }
  }

  /** How many products {@link #gates} makes. */
  double products(Gate... gates) {
    double sum = 0;
    for (Gate gate : gates) {
      int targets = gate.qubits() - gate.controls();
      sum += Math.scalb((double) state.size(), targets - 1 - gate.controls());
    }
    return sum;
  }

  /** Measures, copies, and makes distributions. */
  void passes() {
    state.weight(3, 0, budget);
    state.weight(3, 1, budget);
    state.collapse(3, 0, 1, budget);
    state.copy(budget);
    Distribution some = Distribution.of(state, new int[] {1, 5}, budget);
    Distribution all = Distribution.of(state, new int[QUBITS], budget);
    double sum = some.at(0);
    for (int i = 0; i < all.size(); i++) {
      sum += all.at(i);
    }
    keep(sum);
  }

  /** How many amplitudes {@link #passes} visits. */
  double visits() {
    return 6.0 * state.size();
  }

  void plan(Circuit circuit) {
    keep(Planned.of(circuit, RunOptions.of(0, 1), budget).cost().work().pairs());
    keep(CircuitDigest.of(circuit, budget).length());
  }

  /** Divides into passes, and makes them ready. */
  void divide(Circuit circuit) {
    Planned planned = Planned.of(circuit, RunOptions.of(0, 1), budget);
    for (Pass pass : planned.opening.orElseThrow().passes()) {
      keep(pass.ready().size());
    }
  }

  static void write(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    outcome.probabilities().forEach((bits, p) -> text.append(bits).append(p));
    keep(text.length());
  }

  /** Uses a value, so that no compiler leaves out what made it. */
  static void keep(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalStateException("a calibration circuit gave no number");
    }
  }

  /** Every bit string has a probability of its own. */
  static CircuitBuilder superposed(int qubits) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", qubits);
    for (int i = 0; i < qubits; i++) {
      builder.apply(Gate.RY, new double[] {1 + 0.1 * i}, i);
    }
    return builder;
  }

  /** A history for each sequence of outcomes. */
  static Circuit measured() {
    CircuitBuilder builder = superposed(1);
    builder.classicalRegister("c", MEASUREMENTS);
    for (int i = 0; i < MEASUREMENTS; i++) {
      builder.measure(0, i).apply(Gate.H, 0);
    }
    return builder.build();
  }

  /** Many gates on a small state. */
  static Circuit deep() {
    CircuitBuilder builder = superposed(3);
    for (int i = 0; i < OPERATIONS; i += 4) {
      builder.apply(Gate.CX, i % 3, (i + 1) % 3).apply(Gate.U3, ANGLES, (i + 2) % 3);
      builder.apply(Gate.H, i % 3).apply(Gate.CP, new double[] {0.1 * i}, 0, 2);
    }
    return builder.build();
  }
}
