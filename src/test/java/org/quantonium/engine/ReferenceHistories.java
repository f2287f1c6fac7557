package org.quantonium.engine;

import java.util.Map;
import java.util.TreeMap;

/**
 * Follows every outcome of every measurement where it stands, on plain vectors that are projected
 * and never scaled; the exact distribution of a small circuit of any kind.
 */
final class ReferenceHistories {
  private final Circuit circuit;
  private final Map<String, Double> distribution = new TreeMap<>();

  private ReferenceHistories(Circuit circuit) {
    this.circuit = circuit;
  }

  /** The probability of each bit string of all classical registers. */
  static Map<String, Double> distribution(Circuit circuit) {
    ReferenceHistories reference = new ReferenceHistories(circuit);
    double[][] vector = new double[2][1 << circuit.qubits()];
    vector[0][0] = 1;
    reference.follow(vector, new int[circuit.bits()], 0, 0);
    return reference.distribution;
  }

  private void follow(double[][] vector, int[] bits, int operation, int part) {
    if (operation == circuit.operations().size()) {
      finish(vector, bits);
      return;
    }
    Operation next = circuit.operations().get(operation);
    if (next instanceof Operation.Conditional conditional) {
      if (part == conditional.body().size() || (part == 0 && !holds(conditional, bits))) {
        follow(vector, bits, operation + 1, 0);
      } else {
        step(conditional.body().get(part), vector, bits, operation, part + 1);
      }
    } else {
      step(next, vector, bits, operation + 1, 0);
    }
  }

  private void step(Operation step, double[][] vector, int[] bits, int operation, int part) {
    if (step instanceof Operation.Apply apply) {
      follow(apply(apply, vector), bits, operation, part);
    } else if (step instanceof Operation.Measure measure) {
      for (int value = 0; value < 2; value++) {
        int[] measured = bits.clone();
        measured[measure.bit()] = value;
        follow(project(vector, measure.qubit(), value, value), measured, operation, part);
      }
    } else if (step instanceof Operation.Reset reset) {
      for (int value = 0; value < 2; value++) {
        follow(project(vector, reset.qubit(), value, 0), bits, operation, part);
      }
    }
  }

  private static boolean holds(Operation.Conditional conditional, int[] bits) {
    long value = 0;
    for (int i = 0; i < conditional.register().size(); i++) {
      value += (long) bits[conditional.register().offset() + i] << i;
    }
    return value == conditional.value().longValueExact();
  }

  private double[][] apply(Operation.Apply apply, double[][] v) {
    Dense u =
        ReferenceGates.unitary(
            apply.gate().symbol(), apply.parameters(), apply.qubits(), circuit.qubits());
    double[][] result = new double[2][u.size];
    for (int i = 0; i < u.size; i++) {
      for (int j = 0; j < u.size; j++) {
        result[0][i] += u.re[i][j] * v[0][j] - u.im[i][j] * v[1][j];
        result[1][i] += u.re[i][j] * v[1][j] + u.im[i][j] * v[0][j];
      }
    }
    return result;
  }

  private static double[][] project(double[][] v, int qubit, int value, int onto) {
    double[][] result = new double[2][v[0].length];
    for (int i = 0; i < v[0].length; i++) {
      if (((i >> qubit) & 1) == value) {
        int target = i - (value << qubit) + (onto << qubit);
        result[0][target] = v[0][i];
        result[1][target] = v[1][i];
      }
    }
    return result;
  }

  private void finish(double[][] vector, int[] bits) {
    double norm = 0;
    for (int i = 0; i < vector[0].length; i++) {
      norm += vector[0][i] * vector[0][i] + vector[1][i] * vector[1][i];
    }
    StringBuilder label = new StringBuilder();
    for (Register register : circuit.classicalRegisters()) {
      StringBuilder own = new StringBuilder();
      for (int i = 0; i < register.size(); i++) {
        own.insert(0, bits[register.offset() + i]);
      }
      label.insert(0, label.length() > 0 ? own + " " : own);
    }
    distribution.merge(label.toString(), norm, Double::sum);
  }
}
