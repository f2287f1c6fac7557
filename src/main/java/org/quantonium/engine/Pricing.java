package org.quantonium.engine;

import java.util.Arrays;
import java.util.List;

/** Counts the work of a run over its plan. Cost: one pass over the operations. */
final class Pricing {
  /** Weighing both values of a qubit and projecting on one; or copying a state and projecting. */
  private static final int MEASUREMENT = 2;

  /** Characters that double the time of a bit string. */
  private static final double LONG_LABEL = 200;

  /** Angles at which no matrix is simpler than its gate. */
  private static final double[] GENERIC = {0.3, 0.7, 1.1, 1.3};

  /** A draw at a measurement in mid-circuit is not sorted. */
  private static final double UNSORTED = 0.1;

  private static final boolean[] DIAGONAL = new boolean[Gate.values().length];
  private static final boolean[] MONOMIAL = new boolean[Gate.values().length];

  static {
    for (Gate gate : Gate.values()) {
      Matrix matrix = gate.matrix(Arrays.copyOf(GENERIC, gate.parameters()));
      DIAGONAL[gate.code()] = matrix.isDiagonal();
      MONOMIAL[gate.code()] = matrix.isMonomial();
    }
  }

  private final Plan plan;
  private final RunOptions options;
  private final Support support;
  private final double histories;
  private final double amplitudes;

  /** Qubits that are perhaps in no basis state. */
  private final boolean[] spread;

  /** For each classical register how many of its bits are read off the final state. */
  private final int[] reads;

  /** How many histories are at most followed at this point. */
  private double live;

  /** Counts the rotations of a state that is done in passes; null for another. */
  private Lowering lowering;

  private double updates;
  private double steps;
  private double pairs;
  private double diagonals;
  private double groups;
  private double rotations;
  private double passes;
  private double draws;

  Pricing(Plan plan, RunOptions options, double histories, boolean replays, Budget budget) {
    this.plan = plan;
    this.options = options;
    this.histories = histories;
    this.amplitudes = power(plan.active);
    this.spread = new boolean[plan.circuit.qubits()];
    this.support = new Support(plan.circuit.qubits());
    this.reads = new int[plan.circuit.classicalRegisters().size()];
    this.live = replays ? histories : 1;
    if (plan.active >= Evolution.LEAST_QUBITS && plan.active <= StateVector.MAX_QUBITS) {
      lowering = new Lowering(plan.active, true, options.precision());
    }
    for (int i = 0; i < plan.operations.size(); i++) {
      Plan.pollAt(i, budget);
      Operation operation = plan.circuit.operation(i, budget);
      if (operation instanceof Operation.Conditional conditional) {
        settle();
        for (int k = 0; k < conditional.body().size(); k++) {
          Plan.pollAt(k, budget);
          step(conditional.body().get(k), true);
        }
        settle();
      } else if (plan.fate(i) == Plan.Fate.DEFER) {
        reads[registerOf(((Operation.Measure) operation).bit())]++;
      } else if (operation instanceof Operation.Apply || plan.fate(i) == Plan.Fate.PROJECT) {
        step(operation, false);
      }
    }
    settle();
    updates += histories * atEnd(plan);
  }

  /** Counts what no later gate can take up. */
  private void settle() {
    if (lowering != null) {
      lowering.finish();
      rotations += live * amplitudes * lowering.lowered.forget();
      lowering = new Lowering(plan.active, false, options.precision());
    }
  }

  private void lower(Operation.Apply apply) {
    int[] slots = new int[apply.sharedQubits().length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = plan.slot[apply.sharedQubits()[i]];
    }
    lowering.add(apply.gate(), apply.matrix(), slots, apply.controls());
    rotations += live * amplitudes * lowering.lowered.forget();
  }

  private void step(Operation operation, boolean perhaps) {
    steps += live;
    double written = live * updates(operation, amplitudes);
    updates += written;
    if (operation instanceof Operation.Apply apply) {
      int code = apply.gate().code();
      int targets = apply.sharedQubits().length - apply.controls();
      if (lowering != null) {
        lower(apply);
      } else if (targets > 1) {
        groups += written;
      } else if (DIAGONAL[code]) {
        diagonals += written;
      } else {
        pairs += written;
      }
      for (int qubit : apply.sharedQubits()) {
        spread[qubit] = true;
      }
      support.apply(apply, MONOMIAL[code] ? 0 : targets);
    } else {
      settle();
      passes += written;
      int qubit = Plan.qubitOf(operation);
      if (spread[qubit]) {
        spread[qubit] = perhaps;
        draws += UNSORTED * options.shots();
        double forks = Math.min(histories, 2 * live) - live;
        updates += forks * forked(amplitudes);
        passes += forks * forked(amplitudes);
        live += forks;
      }
    }
  }

  private int registerOf(int bit) {
    List<Register> registers = plan.circuit.classicalRegisters();
    int low = 0;
    int high = registers.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (registers.get(middle).offset() <= bit) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
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

  /** Those of a copy where a measurement has two outcomes. */
  static double forked(double amplitudes) {
    return MEASUREMENT * amplitudes;
  }

  /** Those that are visited when a history is over, for distribution, samples and marginals. */
  static double atEnd(Plan plan) {
    int registers = plan.circuit.classicalRegisters().size();
    return (3 + (registers > 1 ? registers : 0)) * power(plan.active);
  }

  double updates() {
    return updates;
  }

  Work work() {
    List<Register> registers = plan.circuit.classicalRegisters();
    double read = power(plan.readOff);
    // Allocated, perhaps summed over the qubits that are not read, then searched and sampled.
    double ends = amplitudes * (plan.readOff < plan.active ? 2 : 1) + 2 * read;
    if (registers.size() > 1) {
      ends += read * (registers.size() + plan.readOff);
    }
    int most = options.maxProbabilities();
    double outcomes = power(Math.min(support.superpositions(), plan.readOff));
    double found = Math.min(outcomes, most);
    double counts = Math.min(options.shots(), histories * outcomes);
    double made = counts + histories * found;
    double written = counts + Math.min(histories * found, most);
    for (int i = 0; i < registers.size(); i++) {
      double values = Math.min(found, power(reads[i]));
      made += registers.size() > 1 ? histories * values : 0;
      written += Math.min(registers.size() > 1 ? histories * values : histories * found, most);
    }
    written += registers.isEmpty() ? found : 0;
    written += options.basisStates().size();
    written += options.stateVector() ? 2 * power(plan.circuit.qubits()) : 0;
    boolean single = options.precision() == Precision.SINGLE;
    int bits = plan.implied ? plan.circuit.qubits() : plan.circuit.bits();
    return new Work(
        plan.circuit.size(),
        steps,
        pairs,
        diagonals,
        groups,
        single ? 0 : rotations,
        single ? rotations : 0,
        passes + histories * ends,
        histories,
        draws + (options.memory() ? 2.0 : 1.0) * options.shots(),
        made * (1 + bits / LONG_LABEL),
        written);
  }

  private static double power(int exponent) {
    return Math.scalb(1.0, Math.min(exponent, 1000));
  }
}
