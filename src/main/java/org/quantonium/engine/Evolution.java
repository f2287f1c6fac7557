package org.quantonium.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings gates to a state: collects them while nothing looks at it, and then does them in passes.
 *
 * <p>Belongs to one run. Memory: a {@link Team}, and some 100 bytes for each of at most {@link
 * #MOST} rotations and phases that wait.
 */
final class Evolution {
  /** Gates on a smaller state cost less than a plan. */
  static final int LEAST_QUBITS = 10;

  /** On a state of fewer qubits so do one or two gates. */
  private static final int FEW_QUBITS = 12;

  private static final int FEW = 2;

  /** Rotations and phases that wait at most. */
  static final int MOST = 1 << 14;

  private final Kernels<?> kernels;
  private final Loan loan;
  private final Budget budget;
  private final int most;
  private final Helpers helpers;
  private Team team;
  private Lowering waiting;

  /** Gates that may be too few for a plan, and the qubits of the state that they act on. */
  private final List<Operation.Apply> few = new ArrayList<>();

  private final List<int[]> fewQubits = new ArrayList<>();

  /** What is waiting costs, in the unit of {@link Cost#amplitudeUpdates}. */
  private double updates;

  /** Whether the state is 0...0. */
  private boolean zero;

  Evolution(Kernels<?> kernels, Helpers helpers, Loan loan, Budget budget) {
    this(kernels, helpers, loan, budget, kernels.precision().set);
  }

  /** Plans for sets of at most that many qubits. */
  Evolution(Kernels<?> kernels, Helpers helpers, Loan loan, Budget budget, int most) {
    this.kernels = kernels;
    this.helpers = helpers;
    this.loan = loan;
    this.budget = budget;
    this.most = most;
  }

  /** Whether so many gates between two looks at a state of so many qubits are done one by one. */
  static boolean areFew(int qubits, int gates) {
    return qubits < FEW_QUBITS && gates <= FEW;
  }

  /** Says that the state is now another one, with nothing waiting. */
  void begin(boolean isZero) {
    zero = isZero;
  }

  /** Applies a gate now or before the next {@link #finish}. */
  void apply(StateVector state, Operation.Apply apply, int[] qubits) {
    updates += Pricing.updates(apply, state.size());
    if (waiting == null && areFew(state.qubits(), few.size() + 1)) {
      few.add(apply);
      fewQubits.add(qubits);
      return;
    }
    if (waiting == null) {
      waiting = new Lowering(state.qubits(), zero, kernels.precision());
      for (int i = 0; i < few.size(); i++) {
        lower(few.get(i), fewQubits.get(i));
      }
      few.clear();
      fewQubits.clear();
    }
    lower(apply, qubits);
    if (waiting.lowered.count >= MOST) {
      finish(state);
    }
  }

  private void lower(Operation.Apply apply, int[] qubits) {
    waiting.add(apply.gate(), apply.matrix(), qubits, apply.controls());
  }

  /** Does the few gates one by one. */
  private void finishFew(StateVector state) {
    for (int i = 0; i < few.size(); i++) {
      Operation.Apply apply = few.get(i);
      state.apply(apply.matrix(), fewQubits.get(i), apply.controls(), budget);
      zero = false;
    }
    few.clear();
    fewQubits.clear();
    budget.worked((long) updates);
    updates = 0;
  }

  /** Does what waits. */
  void finish(StateVector state) {
    if (waiting == null) {
      finishFew(state);
      return;
    }
    Lowering gates = waiting;
    waiting = null;
    gates.finish();
    if (zero) {
      gates.rename();
    }
    run(gates.lowered, state);
    zero = false;
    reorder(gates.place, state);
  }

  private void run(Lowered gates, StateVector state) {
    run(new PassPlanner(gates, state.qubits(), zero, kernels, most).rest(budget), state);
  }

  /**
   * Does what was planned for 0...0, which the state still is, with nothing waiting.
   *
   * @param cost in the unit of {@link Cost#amplitudeUpdates}
   */
  void run(List<Pass> passes, double cost, StateVector state) {
    updates = cost;
    run(passes, state);
    zero = false;
  }

  private void run(List<Pass> passes, StateVector state) {
    if (team == null) {
      team = new Team(helpers, Math.min(most, state.qubits()), kernels, loan, budget);
    }
    final double all = updates;
    final int rotations = passes.stream().mapToInt(pass -> pass.rotations).sum();
    Progress progress = new Progress(budget);
    int done = 0;
    for (Pass pass : passes) {
      done += pass.rotations;
      double until = all * done / Math.max(1, rotations);
      double share = (until - progress.told) / pass.blocks();
      team.run(pass, state, blocks -> progress.add(blocks * share));
    }
    budget.worked((long) (all - progress.told));
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

  /** Tells a budget of work in whole numbers that never exceed what was done. */
  private static final class Progress {
    private final Budget budget;
    private double done;
    private double told;

    Progress(Budget budget) {
      this.budget = budget;
    }

    void add(double updates) {
      done += updates;
      long whole = (long) (done - told);
      budget.worked(whole);
      told += whole;
    }
  }
}
