package org.quantonium.engine;

/** Runs gates on the engine's kernels without the rest of a run. */
final class StateVectors {
  private StateVectors() {}

  /** The state after a circuit of gates, all of its qubits kept. */
  static StateVector run(Circuit circuit) {
    StateVector state = new StateVector(circuit.qubits(), Budget.unlimited());
    for (Operation operation : circuit.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      state.apply(apply.matrix(), apply.qubits(), apply.controls(), Budget.unlimited());
    }
    return state;
  }

  static double norm(StateVector state) {
    double sum = 0;
    for (int i = 0; i < state.size(); i++) {
      sum += state.probability(i);
    }
    return sum;
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
