package org.quantonium.engine;

import java.util.List;

/**
 * The buffer that one thread works in, and room for the factors of a block. Memory: that of 2^bits
 * amplitudes and some KB.
 *
 * @param <A> what amplitudes lie in
 */
final class Block<A> {
  /** Bytes before the first element of an array are 16: so many more fill a cache line. */
  private static final int OFFSET_BYTES = 48;

  /** Numbers that are written between two polls. */
  private static final int POLL = 1 << 17;

  final Factors rows;
  final int[] names;
  final Factors table;

  /** The qubits outside the set that are 1 in this block. */
  int outside;

  private final Kernels<A> kernels;
  private final Budget budget;
  private final A v;
  private final int offset;
  private int size;
  private int written;

  Block(int bits, Kernels<A> kernels, Loan loan, Budget budget) {
    int largest = 1 << Math.max(bits, PhaseSweep.ROW_BITS);
    this.kernels = kernels;
    this.budget = budget;
    this.offset = OFFSET_BYTES / kernels.precision().bytes;
    this.v = loan.take(kernels.type(), offset + 2 * largest);
    this.rows = new Factors(largest / PhaseSweep.ROW, kernels.precision());
    this.names = new int[largest / PhaseSweep.ROW];
    this.table = new Factors(PhaseSweep.ROW, kernels.precision());
  }

  /** Gathers a block, does the steps of its pass, and scatters it. */
  void run(Pass pass, List<Pass.Step> steps, int index, StateVector state) {
    outside = Pass.deposit(index, pass.outside);
    size = 1 << Math.max(pass.bits, PhaseSweep.ROW_BITS);
    int used = 1 << pass.bits;
    state.gather(outside, pass.runs, pass.run, v, offset, size);
    if (used < size) {
      Numbers.clear(v, offset + used, offset + size);
      Numbers.clear(v, offset + size + used, offset + 2 * size);
    }
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).apply(this);
      written += 2 * size;
      if (written >= POLL) {
        budget.poll();
        written = 0;
      }
    }
    state.scatter(outside, pass.runs, pass.run, v, offset, size);
  }

  /** Becomes a block of so many amplitudes, all zero, of no state. */
  void clear(int amplitudes) {
    size = amplitudes;
    Numbers.clear(v, 0, Numbers.length(v));
  }

  void rotate(int[] p, double[] minus, double[] plus, int swapped) {
    switch (p.length) {
      case 1 -> kernels.rotateOne(v, offset, 2 * size, p, minus, plus, swapped);
      case 2 -> kernels.rotateTwo(v, offset, 2 * size, p, minus, plus, swapped);
      default -> kernels.rotateThree(v, offset, 2 * size, p, minus, plus, swapped);
    }
  }

  void lanes(double[] tangents, int swapped) {
    kernels.lanes(v, offset, 2 * size, tangents, swapped);
  }

  void scaleRows(Factors rows) {
    kernels.scaleRows(v, offset, size, rows);
  }

  void multiplyRows(Factors rows, int[] names, int more, Factors tables) {
    kernels.multiplyRows(v, offset, size, rows, names, more, tables);
  }

  void multiplyOuter(Factors rows, Factors common, Factors outer, Factors inner) {
    kernels.multiplyOuter(v, offset, size, rows, common, outer, inner);
  }
}
