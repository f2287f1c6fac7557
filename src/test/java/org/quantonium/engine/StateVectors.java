package org.quantonium.engine;

/** Runs gates on the engine's kernels without the rest of a run. */
final class StateVectors {
  private StateVectors() {}

  static StateVector zero(Precision precision, int qubits) {
    return StateVector.zero(precision, qubits, Loan.ofNew(), Budget.unlimited());
  }

  static StateVector zero(int qubits) {
    return zero(Precision.DOUBLE, qubits);
  }

  /** The state after a circuit of gates, all of its qubits kept. */
  static StateVector run(Circuit circuit) {
    return run(Precision.DOUBLE, circuit);
  }

  static StateVector run(Precision precision, Circuit circuit) {
    StateVector state = zero(precision, circuit.qubits());
    for (Operation operation : circuit.operations()) {
      apply(state, (Operation.Apply) operation);
    }
    return state;
  }

  static void apply(StateVector state, Operation.Apply apply) {
    state.apply(apply.matrix(), apply.qubits(), apply.controls(), Budget.unlimited());
  }

  static double norm(StateVector state) {
    double sum = 0;
    for (int i = 0; i < state.size(); i++) {
      sum += state.probability(i);
    }
    return sum;
  }

  /** The largest modulus of a difference between amplitudes. */
  static double distance(StateVector state, StateVector other) {
    double worst = 0;
    for (int i = 0; i < state.size(); i++) {
      double a = state.real(i) - other.real(i);
      double b = state.imaginary(i) - other.imaginary(i);
      worst = Math.max(worst, Math.hypot(a, b));
    }
    return worst;
  }

  /** The largest modulus of a difference between amplitudes. */
  static double distance(StateVector state, double[][] amplitudes) {
    double worst = 0;
    for (int i = 0; i < state.size(); i++) {
      double a = state.real(i) - amplitudes[0][i];
      double b = state.imaginary(i) - amplitudes[1][i];
      worst = Math.max(worst, Math.hypot(a, b));
    }
    return worst;
  }
}
