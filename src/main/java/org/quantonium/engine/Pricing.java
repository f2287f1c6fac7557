package org.quantonium.engine;

import java.util.Arrays;
import java.util.List;

/** Counts the work of a run over its plan. Cost: one pass over the operations. */
final class Pricing {
  /** Weighing both values of a qubit, and projecting on one. */
  private static final int MEASUREMENT = 2;

  /** Angles at which no matrix is simpler than its gate. */
  private static final double[] GENERIC = {0.3, 0.7, 1.1, 1.3};

  private static final boolean[] DIAGONAL = new boolean[Gate.values().length];
  private static final boolean[] SPREADS = new boolean[Gate.values().length];

  static {
    for (Gate gate : Gate.values()) {
      Matrix matrix = gate.matrix(Arrays.copyOf(GENERIC, gate.parameters()));
      DIAGONAL[gate.code()] = matrix.isDiagonal();
      SPREADS[gate.code()] = !matrix.isMonomial();
    }
  }

  private final Plan plan;
  private final double histories;
  private final double amplitudes;

  /** How many histories are at most followed at this point. */
  private double live;

  private double steps;
  private double pairs;
  private double diagonals;
  private double groups;
  private double passes;
  private double draws;

  /** At most 2 to this power outcomes have a probability above zero. */
  private double support;

  private double updates;

  Pricing(Plan plan, double histories, boolean replays, int shots, Budget budget) {
    this.plan = plan;
    this.histories = histories;
    this.amplitudes = Math.scalb(1.0, Math.min(plan.active, 1000));
    this.live = replays ? histories : 1;
    List<Operation> operations = plan.operations;
    for (int i = 0; i < operations.size(); i++) {
      Plan.pollAt(i, budget);
      Operation operation = operations.get(i);
      if (operation instanceof Operation.Conditional conditional) {
        for (Operation part : conditional.body()) {
          step(part, shots);
        }
      } else if (operation instanceof Operation.Apply || plan.fate(i) == Plan.Fate.PROJECT) {
        step(operation, shots);
      }
    }
    updates += histories * updatesAtEnd(plan);
    passes += histories * updatesAtEnd(plan);
  }

  private void step(Operation operation, int shots) {
    steps += live;
    double written = live * updates(operation, amplitudes);
    updates += written;
    if (operation instanceof Operation.Apply apply) {
      int code = apply.gate().code();
      int targets = apply.sharedQubits().length - apply.controls();
      if (targets > 1) {
        groups += written;
      } else if (DIAGONAL[code]) {
        diagonals += written;
      } else {
        pairs += written;
      }
      support += SPREADS[code] ? targets : 0;
    } else {
      passes += written;
      draws += shots;
      // Where both outcomes are possible the state is copied and each copy projected.
      double both = Math.min(histories, 2 * live) - live;
      updates += both * MEASUREMENT * amplitudes;
      passes += both * MEASUREMENT * amplitudes;
      live += both;
    }
  }

  /**
   * Amplitudes that an operation writes in one history: a gate on t targets with c controls counts
   * 2^(t - 1 - c) for each of the state's.
   */
  static double updates(Operation operation, double amplitudes) {
    if (operation instanceof Operation.Apply apply) {
      int controls = apply.controls();
      int targets = apply.sharedQubits().length - controls;
      return Math.scalb(amplitudes, targets - 1 - controls);
    }
    return MEASUREMENT * amplitudes;
  }

  /** Those of a copy at a measurement with two outcomes, and of its projection. */
  static double updatesOfFork(double amplitudes) {
    return MEASUREMENT * amplitudes;
  }

  /** Those that are visited when a history is over. */
  static double updatesAtEnd(Plan plan) {
    int registers = plan.circuit.classicalRegisters().size();
    return Math.scalb(3.0 + (registers > 1 ? registers : 0), Math.min(plan.active, 1000));
  }

  double updates() {
    return updates;
  }

  Work work(RunOptions options) {
    double outcomes = Math.scalb(1.0, (int) Math.min(support, Math.min(plan.active, 1000)));
    double labels = histories * Math.min(outcomes, options.maxProbabilities());
    labels += Math.min(options.shots(), histories * outcomes);
    return new Work(
        plan.operations.size(),
        steps,
        pairs,
        diagonals,
        groups,
        passes,
        histories,
        draws + options.shots(),
        labels);
  }
}
