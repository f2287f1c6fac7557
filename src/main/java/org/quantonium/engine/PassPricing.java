package org.quantonium.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans the passes that a circuit takes, to count what they do, and keeps those of its {@link
 * Opening}, so that a run need not plan them again.
 *
 * <p>Cost: that of planning a bounded number of passes, and of taking every gate apart. Memory:
 * what waits in {@link Evolution} at most; kept are some 150 KB.
 */
final class PassPricing {
  /** So many are planned for a price; what follows is taken to be like them. */
  static final int MOST_PASSES = 64;

  /** Nor more rotations and phases: on few qubits a pass may do thousands. */
  private static final int MOST_ITEMS = 1 << 15;

  /** Rotations and phases of an opening that is kept: a run of more takes longer than its plan. */
  private static final int MOST_KEPT = 1 << 10;

  /** No operation of the circuit. */
  static final int NO_LOOK = -1;

  private final int qubits;
  private final Kernels<?> kernels;
  private final Budget budget;
  private Lowering lowering;

  /** Whether no gate has been planned, so that the state is 0...0 before. */
  private boolean zero = true;

  /** Whether every operation so far is done whatever happens. */
  private boolean straight = true;

  /** Gates since the last settling, and what they cost. */
  private int gates;

  private double updates;
  private int passes;
  private int items;
  private Sweeps sweeps = Sweeps.NONE;
  private double planned;

  /** Rotations in planned passes, and those in none; of all histories. */
  private double rotations;

  private double later;
  private Optional<Opening> opening = Optional.empty();

  PassPricing(int qubits, Kernels<?> kernels, Budget budget) {
    this.qubits = qubits;
    this.kernels = kernels;
    this.budget = budget;
    this.lowering = new Lowering(qubits, true, kernels.precision());
  }

  /** Adds a gate on those qubits of the state, which so many histories do. */
  void add(Operation.Apply apply, int[] operands, double histories) {
    gates++;
    updates += Pricing.updates(apply, Math.scalb(1.0, qubits));
    lowering.add(apply.gate(), apply.matrix(), operands, apply.controls());
    if (isEnough()) {
      later += histories * lowering.lowered.forget();
    } else if (lowering.lowered.count >= Evolution.MOST) {
      plan(histories, NO_LOOK);
    }
  }

  private boolean isEnough() {
    return passes >= MOST_PASSES || items >= MOST_ITEMS;
  }

  /** Whether the gates since the last settling are so few that they are done one by one. */
  boolean areFew() {
    return Evolution.areFew(qubits, gates);
  }

  /**
   * Something looks at the state, or may: no later gate takes up what waits.
   *
   * @param histories in which it is so
   * @param operation which of the circuit's operations looks, whatever happened before; else {@link
   *     #NO_LOOK}
   */
  void settle(double histories, int operation) {
    straight &= operation != NO_LOOK;
    if (gates == 0) {
      return;
    }
    if (areFew()) {
      begin();
    } else {
      plan(histories, operation);
    }
    gates = 0;
    updates = 0;
  }

  /** Has nothing waiting, on a state that is any. */
  private Lowered begin() {
    Lowering gates = lowering;
    gates.finish();
    if (zero) {
      gates.rename();
    }
    zero = false;
    lowering = new Lowering(qubits, false, kernels.precision());
    return gates.lowered;
  }

  private void plan(double histories, int operation) {
    final boolean fromZero = zero;
    Lowered lowered = begin();
    if (isEnough()) {
      later += histories * lowered.forget();
      return;
    }
    items += lowered.count;
    PassPlanner planner =
        new PassPlanner(lowered, qubits, fromZero, kernels, kernels.precision().set);
    List<Pass> stretch = new ArrayList<>();
    double done = planner.open();
    for (; passes < MOST_PASSES && !planner.isFinished(); passes++) {
      budget.poll();
      Pass pass = planner.next();
      sweeps = sweeps.plus(pass.sweeps().times(histories));
      stretch.add(pass);
    }
    done -= planner.open();
    rotations += histories * done;
    later += histories * planner.open();
    boolean kept =
        fromZero
            && straight
            && operation != NO_LOOK
            && planner.isFinished()
            && lowered.count <= MOST_KEPT;
    if (kept) {
      opening = Optional.of(new Opening(stretch, operation, updates));
    }
    planned += lowered.count * (kept ? 1 : 1 + histories);
  }

  /** What all passes do, those that were not planned included. */
  Sweeps sweeps() {
    return later == 0 ? sweeps : sweeps.times(1 + later / Math.max(1, rotations));
  }

  /** Rotations and phases that a run and its price divide into passes. */
  double planned() {
    return later == 0 ? planned : planned * (1 + later / Math.max(1, rotations));
  }

  /** How many were planned. */
  int passes() {
    return passes;
  }

  Optional<Opening> opening() {
    return opening;
  }
}
