package org.quantonium.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides rotations and phases into passes over the state, and each pass into steps.
 *
 * <p>A pass rotates a set of qubits alone, so that the amplitudes fall into blocks that share
 * nothing. Where a plan stands is, for each qubit, how many of its rotations are done; what may
 * come next is {@link RotationOrder}'s to say. The set is found by leaving out one qubit after the
 * other, each time the one that costs the fewest rotations among the next {@link #AHEAD} steps, and
 * by exchanging one for another as long as that gains. Within a pass a rotation that would have a
 * sweep to itself waits for the next round where nothing waits for it. Cost: for each pass some n
 * (n - set) simulations of those steps; memory: about 60 bytes a rotation or phase.
 */
final class PassPlanner {
  /** The lowest qubits are always in the set, so that copies run along whole cache lines. */
  static final int ROW = 7;

  /** Rotations and phases that are looked at when a set is chosen. */
  private static final int AHEAD = 512;

  private final Lowered source;
  private final Kernels<?> kernels;
  private final int qubits;
  private final int most;
  private final int lowest;

  private final RotationOrder order;

  /** By qubit how many of its rotations are done. */
  private final int[] done;

  private final boolean[] emitted;

  /** All rotations before this one are done; so this one can be, whatever the set. */
  private int firstOpen;

  private int open;

  /** The qubits that may be other than 0. */
  private int touched;

  private final QubitScales scales;
  private boolean finished;

  /**
   * Plans.
   *
   * @param zero whether the state is 0...0 before
   * @param most qubits of a set, more than {@link #ROW}
   */
  PassPlanner(Lowered source, int qubits, boolean zero, Kernels<?> kernels, int most) {
    this.source = source;
    this.kernels = kernels;
    this.qubits = qubits;
    this.most = Math.max(Math.min(ROW, qubits), Math.min(qubits, most));
    this.lowest = (1 << Math.min(ROW, qubits)) - 1;
    this.order = new RotationOrder(source, qubits);
    this.open = order.count();
    this.done = new int[qubits];
    this.emitted = new boolean[source.count];
    this.touched = zero ? 0 : (1 << qubits) - 1;
    this.scales = new QubitScales(qubits, kernels.precision());
  }

  /** How many rotations are not yet in a pass. */
  int open() {
    return open;
  }

  /** All passes that are left. Polls before each. */
  List<Pass> rest(Budget budget) {
    List<Pass> passes = new ArrayList<>();
    while (!finished) {
      budget.poll();
      passes.add(next());
    }
    return passes;
  }

  /** Whether all is in a pass. */
  boolean isFinished() {
    return finished;
  }

  /** The next pass; there is one, even of no rotations, unless {@link #isFinished}. */
  Pass next() {
    while (firstOpen < source.count && !isOpen(firstOpen)) {
      firstOpen++;
    }
    Pass pass = new Pass(choose(), touched, qubits, kernels);
    boolean more = true;
    while (more) {
      more = round(pass);
    }
    if (open == 0) {
      finished = true;
      end(pass);
    }
    touched |= pass.set;
    return pass;
  }

  private boolean isOpen(int k) {
    int q = source.qubit[k];
    return q >= 0 && order.next(q, done) <= k;
  }

  /** All rotations of the set that can be done now, and the phases that come before them. */
  private boolean round(Pass pass) {
    int all = ready(pass.set, done);
    if (all == 0) {
      return false;
    }
    int ready = all & ~deferred(pass.set, all);
    PhaseTerms terms = new PhaseTerms(pass);
    for (int rest = ready; rest != 0; rest &= rest - 1) {
      int q = Integer.numberOfTrailingZeros(rest);
      int rotation = order.next(q, done);
      terms.add(1 << q, source.re[rotation], source.im[rotation]);
      for (int phase : order.before(rotation)) {
        emit(terms, phase);
      }
    }
    for (int rest = ready & -(1 << kernels.laneQubits()); rest != 0; rest &= rest - 1) {
      int q = Integer.numberOfTrailingZeros(rest);
      int rotation = order.next(q, done);
      scales.prepare(terms, q, source.tangent[rotation], source.swapped[rotation]);
    }
    scales.finish(terms);
    rotate(pass, ready);
    return true;
  }

  /** The qubits of a set that can be rotated when so many of each one's rotations are done. */
  private int ready(int set, int[] at) {
    int ready = 0;
    for (int rest = set; rest != 0; rest &= rest - 1) {
      int q = Integer.numberOfTrailingZeros(rest);
      if (order.allows(order.next(q, at), at)) {
        ready |= 1 << q;
      }
    }
    return ready;
  }

  /** Of those that are ready what fills no sweep, and holds up nothing of the next round. */
  private int deferred(int set, int ready) {
    int next = ready(set, after(ready));
    if (next == 0) {
      return 0;
    }
    int rows = ((1 << ROW) - 1) & -(1 << kernels.laneQubits());
    int deferred = surplus(set, ready, ready & rows, next, 0);
    return deferred | surplus(set, ready, ready & -(1 << ROW), next, deferred);
  }

  /**
   * Of a kind, those within rows or the others, what is left when sweeps are full.
   *
   * @param next what can be rotated in the next round if nothing is deferred
   * @param already deferred
   * @return none unless all that is left can be deferred
   */
  private int surplus(int set, int ready, int kind, int next, int already) {
    int surplus = Integer.bitCount(kind) % Pass.GROUP;
    int deferred = 0;
    for (int rest = kind & ~next; rest != 0 && surplus > 0; rest &= rest - 1) {
      int more = deferred | Integer.lowestOneBit(rest);
      if ((ready(set, after(ready & ~already & ~more)) & next) == next) {
        deferred = more;
        surplus--;
      }
    }
    return surplus == 0 ? deferred : 0;
  }

  /** How many rotations of each qubit are done when these have been. */
  private int[] after(int rotated) {
    int[] at = done.clone();
    for (int rest = rotated; rest != 0; rest &= rest - 1) {
      at[Integer.numberOfTrailingZeros(rest)]++;
    }
    return at;
  }

  private void rotate(Pass pass, int ready) {
    for (int rest = ready; rest != 0; rest &= rest - 1) {
      int q = Integer.numberOfTrailingZeros(rest);
      int rotation = order.next(q, done);
      done[q]++;
      open--;
      scales.rotate(
          pass, q, source.tangent[rotation], source.swapped[rotation], source.scale[rotation]);
    }
    pass.endRotations();
  }

  private void emit(PhaseTerms terms, int phase) {
    if (!emitted[phase]) {
      emitted[phase] = true;
      terms.add(source.mask[phase], source.re[phase], source.im[phase]);
    }
  }

  /** What is left after the last rotation, the scale of all of them included. */
  private void end(Pass pass) {
    PhaseTerms terms = new PhaseTerms(pass);
    for (int k = 0; k < source.count; k++) {
      if (source.qubit[k] < 0) {
        emit(terms, k);
      }
    }
    scales.end(terms);
  }

  private int choose() {
    int kept = lowest | (firstOpen < source.count ? 1 << source.qubit[firstOpen] : 0);
    int set = kept;
    for (int q = 0; q < qubits; q++) {
      set |= order.next(q, done) == RotationOrder.NONE ? 0 : 1 << q;
    }
    int[] at = new int[qubits];
    while (Integer.bitCount(set) > most) {
      int best = -1;
      int bestScore = -1;
      for (int rest = set & ~kept; rest != 0; rest &= rest - 1) {
        int q = Integer.numberOfTrailingZeros(rest);
        int score = score(set & ~(1 << q), at);
        if (score >= bestScore) {
          bestScore = score;
          best = q;
        }
      }
      set &= ~(1 << best);
    }
    for (int q = 0; q < qubits && Integer.bitCount(set) < most; q++) {
      set |= 1 << q;
    }
    int before;
    do {
      before = set;
      set = exchanged(set, kept, at);
    } while (set != before);
    return set;
  }

  /** The set with one qubit exchanged for another, or itself where no exchange gains. */
  private int exchanged(int set, int kept, int[] at) {
    int score = score(set, at);
    for (int out = set & ~kept; out != 0; out &= out - 1) {
      int less = set & ~Integer.lowestOneBit(out);
      for (int in = ((1 << qubits) - 1) & ~set; in != 0; in &= in - 1) {
        int other = less | Integer.lowestOneBit(in);
        if (score(other, at) > score) {
          return other;
        }
      }
    }
    return set;
  }

  /** How many rotations among the next steps a set can do. */
  private int score(int set, int[] at) {
    System.arraycopy(done, 0, at, 0, qubits);
    int end = firstOpen + AHEAD;
    int score = 0;
    int before;
    do {
      before = score;
      for (int rest = set; rest != 0; rest &= rest - 1) {
        int q = Integer.numberOfTrailingZeros(rest);
        for (int k = order.next(q, at); k < end && order.allows(k, at); k = order.next(q, at)) {
          at[q]++;
          score++;
        }
      }
    } while (score > before);
    return score;
  }
}
