package org.quantonium.engine;

import java.util.Arrays;

/**
 * The buffer that one thread works in, and room for the factors of a block. Memory: 16 bytes x
 * 2^bits and some KB.
 */
final class Block {
  /** Bytes before the first element of an array are 16: six more doubles fill a cache line. */
  private static final int OFFSET = 6;

  /** Numbers that are written between two polls. */
  private static final int POLL = 1 << 17;

  final double[] rowRe;
  final double[] rowIm;
  final int[] names;
  final double[] tableRe = new double[PhaseSweep.ROW];
  final double[] tableIm = new double[PhaseSweep.ROW];

  /** The qubits outside the set that are 1 in this block. */
  int outside;

  private final Kernels kernels;
  private final Budget budget;
  private final double[] v;
  private int size;
  private int written;

  Block(int bits, Kernels kernels, Loan loan, Budget budget) {
    int largest = 1 << Math.max(bits, PhaseSweep.ROW_BITS);
    this.kernels = kernels;
    this.budget = budget;
    this.v = loan.take(OFFSET + 2 * largest);
    this.rowRe = new double[largest / PhaseSweep.ROW];
    this.rowIm = new double[largest / PhaseSweep.ROW];
    this.names = new int[largest / PhaseSweep.ROW];
  }

  /** Gathers a block, does the steps, and scatters it. */
  void run(Pass pass, int index, StateVector state) {
    outside = Pass.deposit(index, pass.outside);
    size = 1 << Math.max(pass.bits, PhaseSweep.ROW_BITS);
    int used = 1 << pass.bits;
    state.gather(outside, pass.runs, pass.run, v, OFFSET, size);
    if (used < size) {
      Arrays.fill(v, OFFSET + used, OFFSET + size, 0);
      Arrays.fill(v, OFFSET + size + used, OFFSET + 2 * size, 0);
    }
    for (int i = 0; i < pass.steps.size(); i++) {
      pass.steps.get(i).apply(this);
      written += 2 * size;
      if (written >= POLL) {
        budget.poll();
        written = 0;
      }
    }
    state.scatter(outside, pass.runs, pass.run, v, OFFSET, size);
  }

  void rotate(int[] p, double[] t, int swapped) {
    switch (p.length) {
      case 1 -> kernels.rotate(v, OFFSET, 2 * size, p[0], t[0], swapped);
      case 2 -> kernels.rotate(v, OFFSET, 2 * size, p[0], p[1], t[0], t[1], swapped);
      default -> kernels.rotate(v, OFFSET, 2 * size, p[0], p[1], p[2], t[0], t[1], t[2], swapped);
    }
  }

  void lanes(double[] tangents, int swapped) {
    kernels.lanes(v, OFFSET, 2 * size, tangents, swapped);
  }

  void scaleRows(double[] re, double[] im) {
    kernels.scaleRows(v, OFFSET, size, re, im);
  }

  void multiplyRows(double[] re, double[] im, int[] names, int more, double[] tRe, double[] tIm) {
    kernels.multiplyRows(v, OFFSET, size, re, im, names, more, tRe, tIm);
  }

  void multiplyOuter(
      double[] re,
      double[] im,
      double[] commonRe,
      double[] commonIm,
      double[] outerRe,
      double[] outerIm,
      double[] innerRe,
      double[] innerIm) {
    kernels.multiplyOuter(
        v, OFFSET, size, re, im, commonRe, commonIm, outerRe, outerIm, innerRe, innerIm);
  }
}
