package org.quantonium.engine;

import java.util.Arrays;
import java.util.List;

/**
 * What is known of a circuit before any amplitude is allocated: which qubits need a state at all,
 * and what becomes of each measurement and reset.
 *
 * <p>Cost: three passes over the operations.
 */
final class Plan {
  /** What becomes of a measurement or reset outside a condition. */
  enum Fate {
    /** A gate. */
    NONE,
    /** Projects the state where it stands; two histories may follow. */
    PROJECT,
    /** Is read off the final state. */
    DEFER,
    /** The qubit is still 0: a measurement yields 0, a reset does nothing. */
    ZERO,
    /** Nobody can see it. */
    DROP
  }

  final Circuit circuit;
  final List<Operation> operations;

  /** For each qubit its index in the state vector, or -1 where it is idle. */
  final int[] slot;

  /** Number of qubits that some gate acts on. */
  final int active;

  /** True if the circuit measures nothing, and so every qubit is measured at the end. */
  final boolean implied;

  /** How many operations may each double the number of histories. */
  final int branching;

  /** Number of active qubits that are read off the final state. */
  final int readOff;

  private final Fate[] fates;

  /** Looks over a circuit; throws as the budget does. */
  Plan(Circuit circuit, Budget budget) {
    this.circuit = circuit;
    this.operations = circuit.operations();
    this.slot = new int[circuit.qubits()];
    this.fates = new Fate[operations.size()];
    Survey survey = new Survey(circuit.qubits());
    for (int i = 0; i < fates.length; i++) {
      pollAt(i, budget);
      survey.visit(circuit.operation(i, budget), budget);
    }
    this.implied = !survey.measures;
    int next = 0;
    for (int qubit = 0; qubit < slot.length; qubit++) {
      slot[qubit] = survey.touched[qubit] ? next++ : -1;
    }
    this.active = next;
    decideBackward(budget);
    this.branching = countForward(budget);
    this.readOff = implied ? active : countReadOff(budget);
  }

  Fate fate(int operation) {
    return fates[operation];
  }

  private void decideBackward(Budget budget) {
    boolean[] touched = new boolean[circuit.qubits()];
    boolean[] read = new boolean[circuit.bits()];
    boolean[] overwritten = new boolean[circuit.bits()];
    boolean[] perhaps = new boolean[circuit.bits()];
    for (int i = operations.size() - 1; i >= 0; i--) {
      pollAt(i, budget);
      Fate fate = Fate.NONE;
      Operation operation = circuit.operation(i, budget);
      if (operation instanceof Operation.Measure measure) {
        int bit = measure.bit();
        boolean last = !touched[measure.qubit()];
        if (overwritten[bit] && !read[bit] && last) {
          fate = Fate.DROP;
        } else if (last && !read[bit] && !perhaps[bit]) {
          fate = Fate.DEFER;
        } else {
          fate = Fate.PROJECT;
        }
        overwritten[bit] = true;
        read[bit] = false;
      } else if (operation instanceof Operation.Reset reset) {
        fate = Fate.PROJECT;
        touched[reset.qubit()] = true;
      } else if (operation instanceof Operation.Apply apply) {
        mark(touched, apply);
      } else if (operation instanceof Operation.Conditional conditional) {
        for (int k = 0; k < conditional.body().size(); k++) {
          pollAt(k, budget);
          Operation part = conditional.body().get(k);
          if (part instanceof Operation.Apply apply) {
            mark(touched, apply);
          } else if (part instanceof Operation.Reset reset) {
            touched[reset.qubit()] = true;
          } else if (part instanceof Operation.Measure measure) {
            perhaps[measure.bit()] = true;
          }
        }
        Register register = conditional.register();
        Arrays.fill(read, register.offset(), register.offset() + register.size(), true);
      }
      fates[i] = fate;
    }
  }

  /** Finds the qubits that are still 0 and those that are in a basis state, and counts the rest. */
  private int countForward(Budget budget) {
    boolean[] used = new boolean[circuit.qubits()];
    boolean[] spread = new boolean[circuit.qubits()];
    int count = 0;
    for (int i = 0; i < fates.length; i++) {
      pollAt(i, budget);
      Operation operation = circuit.operation(i, budget);
      if (operation instanceof Operation.Apply apply) {
        mark(used, apply);
        mark(spread, apply);
      } else if (operation instanceof Operation.Conditional conditional) {
        for (int k = 0; k < conditional.body().size(); k++) {
          pollAt(k, budget);
          Operation part = conditional.body().get(k);
          if (part instanceof Operation.Apply apply) {
            mark(used, apply);
            mark(spread, apply);
          } else if (spread[qubitOf(part)]) {
            count++;
          }
        }
      } else if (!used[qubitOf(operation)] && fate(i) != Fate.DROP) {
        fates[i] = Fate.ZERO;
      } else if (fate(i) == Fate.PROJECT && spread[qubitOf(operation)]) {
        count++;
        spread[qubitOf(operation)] = false;
      }
    }
    return count;
  }

  private int countReadOff(Budget budget) {
    boolean[] read = new boolean[circuit.qubits()];
    int count = 0;
    for (int i = 0; i < fates.length; i++) {
      pollAt(i, budget);
      if (fates[i] == Fate.DEFER) {
        int qubit = qubitOf(circuit.operation(i, budget));
        count += slot[qubit] >= 0 && !read[qubit] ? 1 : 0;
        read[qubit] = true;
      }
    }
    return count;
  }

  /** Polls at each 1,024th operation. */
  static void pollAt(int operation, Budget budget) {
    if ((operation & 1023) == 0) {
      budget.poll();
    }
  }

  static int qubitOf(Operation operation) {
    if (operation instanceof Operation.Measure measure) {
      return measure.qubit();
    }
    return ((Operation.Reset) operation).qubit();
  }

  private static void mark(boolean[] set, Operation.Apply apply) {
    for (int qubit : apply.sharedQubits()) {
      set[qubit] = true;
    }
  }

  private static final class Survey {
    final boolean[] touched;
    boolean measures;

    Survey(int qubits) {
      this.touched = new boolean[qubits];
    }

    void visit(Operation operation, Budget budget) {
      if (operation instanceof Operation.Apply apply) {
        mark(touched, apply);
      } else if (operation instanceof Operation.Measure) {
        measures = true;
      } else if (operation instanceof Operation.Conditional conditional) {
        for (int i = 0; i < conditional.body().size(); i++) {
          pollAt(i, budget);
          visit(conditional.body().get(i), budget);
        }
      }
    }
  }
}
