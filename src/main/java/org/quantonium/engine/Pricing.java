package org.quantonium.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  /** Of a state that is done in passes. */
  private final Optional<PassPricing> inPasses;

  private double updates;
  private double steps;

  /** By gates one by one: all that will be, and those that passes may yet take. */
  private OneByOne settled = new OneByOne(0, 0, 0);

  private OneByOne waiting = new OneByOne(0, 0, 0);
  private double visits;
  private double draws;

  /** Amplitudes and products of gates that are done one by one, as {@link Work} has them. */
  private record OneByOne(double pairs, double diagonals, double groups) {
    OneByOne plus(OneByOne other) {
      return new OneByOne(pairs + other.pairs, diagonals + other.diagonals, groups + other.groups);
    }
  }

  Pricing(Plan plan, RunOptions options, Branches branches, Budget budget) {
    this.plan = plan;
    this.options = options;
    this.histories = branches.followed();
    this.amplitudes = power(plan.active);
    this.spread = new boolean[plan.circuit.qubits()];
    this.support = new Support(plan.circuit.qubits());
    this.reads = new int[plan.circuit.classicalRegisters().size()];
    this.live = branches.replays(plan) ? histories : 1;
    this.inPasses =
        plan.active >= Evolution.LEAST_QUBITS && plan.active <= StateVector.MAX_QUBITS
            ? Optional.of(
                new PassPricing(plan.active, KernelChoice.of(options.precision()), budget))
            : Optional.empty();
    for (int i = 0; i < plan.operations.size(); i++) {
      Plan.pollAt(i, budget);
      Operation operation = plan.circuit.operation(i, budget);
      if (operation instanceof Operation.Conditional conditional) {
        settle(PassPricing.NO_LOOK);
        for (int k = 0; k < conditional.body().size(); k++) {
          Plan.pollAt(k, budget);
          step(conditional.body().get(k), PassPricing.NO_LOOK, true);
        }
        settle(PassPricing.NO_LOOK);
      } else if (plan.fate(i) == Plan.Fate.DEFER) {
        reads[registerOf(((Operation.Measure) operation).bit())]++;
      } else if (operation instanceof Operation.Apply || plan.fate(i) == Plan.Fate.PROJECT) {
        step(operation, i, false);
      }
    }
    settle(plan.operations.size());
    updates += histories * atEnd(plan);
  }

  /** Counts what no later gate can take up. */
  private void settle(int operation) {
    if (inPasses.isEmpty() || inPasses.get().areFew()) {
      settled = settled.plus(waiting);
    }
    waiting = new OneByOne(0, 0, 0);
    inPasses.ifPresent(p -> p.settle(live, operation));
  }

  private void apply(Operation.Apply apply, double written) {
    int code = apply.gate().code();
    int targets = apply.sharedQubits().length - apply.controls();
    if (targets > 1) {
      waiting = waiting.plus(new OneByOne(0, 0, written));
    } else if (DIAGONAL[code]) {
      waiting = waiting.plus(new OneByOne(0, written, 0));
    } else {
      waiting = waiting.plus(new OneByOne(written, 0, 0));
    }
    if (inPasses.isPresent()) {
      int[] slots = new int[apply.sharedQubits().length];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = plan.slot[apply.sharedQubits()[i]];
      }
      inPasses.get().add(apply, slots, live);
    }
    for (int qubit : apply.sharedQubits()) {
      spread[qubit] = true;
    }
    support.apply(apply, MONOMIAL[code] ? 0 : targets);
  }

  private void step(Operation operation, int index, boolean perhaps) {
    steps += live;
    double written = live * updates(operation, amplitudes);
    updates += written;
    if (operation instanceof Operation.Apply apply) {
      apply(apply, written);
    } else {
      settle(index);
      visits += written;
      int qubit = Plan.qubitOf(operation);
      if (spread[qubit]) {
        spread[qubit] = perhaps;
        draws += UNSORTED * options.shots();
        double forks = Math.min(histories, 2 * live) - live;
        updates += forks * forked(amplitudes);
        visits += forks * forked(amplitudes);
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
    Sweeps sweeps = inPasses.map(PassPricing::sweeps).orElse(Sweeps.NONE);
    boolean single = options.precision() == Precision.SINGLE;
    int bits = plan.implied ? plan.circuit.qubits() : plan.circuit.bits();
    return new Work(
        plan.circuit.size(),
        inPasses.map(PassPricing::planned).orElse(0.0),
        steps,
        settled.pairs(),
        settled.diagonals(),
        settled.groups(),
        single ? Sweeps.NONE : sweeps,
        single ? sweeps : Sweeps.NONE,
        visits + histories * ends,
        histories,
        draws + (options.memory() ? 2.0 : 1.0) * options.shots(),
        made * (1 + bits / LONG_LABEL),
        written);
  }

  /** What a run need not plan again. */
  Optional<Opening> opening() {
    return inPasses.flatMap(PassPricing::opening);
  }

  private static double power(int exponent) {
    return Math.scalb(1.0, Math.min(exponent, 1000));
  }
}
