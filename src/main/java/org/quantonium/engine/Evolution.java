package org.quantonium.engine;

/**
 * Brings gates to a state: collects them while nothing looks at it, and then does them in passes.
 *
 * <p>Belongs to one run. Memory: the buffer of a {@link Block}, and some 100 bytes for each of at
 * most {@link #MOST} rotations and phases that wait.
 */
final class Evolution {
  /** Smaller states cost less than a plan. */
  static final int LEAST_QUBITS = 12;

  /** Rotations and phases that wait at most. */
  private static final int MOST = 1 << 14;

  private final Kernels kernels;
  private final Budget budget;
  private final int most;
  private Block block;
  private Lowering waiting;

  /** What is waiting costs, in the unit of {@link Cost#amplitudeUpdates}. */
  private double updates;

  /** Whether the state is 0...0. */
  private boolean zero;

  Evolution(Kernels kernels, Budget budget) {
    this(kernels, budget, PassPlanner.SET);
  }

  /** Plans for sets of at most that many qubits. */
  Evolution(Kernels kernels, Budget budget, int most) {
    this.kernels = kernels;
    this.budget = budget;
    this.most = most;
  }

  /** Says that the state is now another one, with nothing waiting. */
  void begin(boolean isZero) {
    zero = isZero;
  }

  /** Applies a gate now or before the next {@link #finish}. */
  void apply(StateVector state, Operation.Apply apply, int[] qubits) {
    if (waiting == null) {
      waiting = new Lowering(state.qubits(), zero);
    }
    waiting.add(apply.gate(), apply.matrix(), qubits, apply.controls());
    updates += Pricing.updates(apply, state.size());
    if (waiting.count >= MOST) {
      finish(state);
    }
  }

  /** Does what waits. */
  void finish(StateVector state) {
    if (waiting == null) {
      return;
    }
    Lowering gates = waiting;
    waiting = null;
    gates.finish();
    if (zero) {
      gates.rename();
    }
    run(gates, state);
    zero = false;
    reorder(gates.place, state);
  }

  private void run(Lowering gates, StateVector state) {
    PassPlanner planner = new PassPlanner(gates, zero, kernels, most);
    if (block == null) {
      block = new Block(Math.min(most, state.qubits()), kernels, budget);
    }
    final double all = updates;
    final int rotations = planner.open();
    double reported = 0;
    for (Pass pass = planner.next(); pass != null; pass = planner.next()) {
      int blocks = pass.blocks();
      double share = (all * (rotations - planner.open())) / Math.max(1, rotations) - reported;
      for (int i = 0; i < blocks; i++) {
        budget.poll();
        block.run(pass, i, state);
        long part = (long) (share / blocks);
        budget.worked(part);
        reported += part;
      }
    }
    budget.worked((long) (all - reported));
    updates = 0;
  }

  /** Moves each qubit to where the state has it. */
  private void reorder(int[] place, StateVector state) {
    for (int qubit = 0; qubit < place.length; qubit++) {
      int other = place[qubit];
      if (other != qubit) {
        state.apply(GateMatrices.swap(), new int[] {qubit, other}, 0, budget);
        for (int i = 0; i < place.length; i++) {
          place[i] = place[i] == qubit ? other : place[i];
        }
        place[qubit] = qubit;
      }
    }
  }
}
