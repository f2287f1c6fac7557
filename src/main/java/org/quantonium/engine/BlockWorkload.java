package org.quantonium.engine;

import java.util.Arrays;
import java.util.List;

/** What passes do, each kind by itself on blocks of zeros, for {@link Calibration} to time. */
final class BlockWorkload<A> {
  private static final int BITS = 13;

  /** Large states are mostly copied, small ones mostly rotated: 16 MiB, or 8. */
  private static final int QUBITS = 20;

  private static final int TIMES = 4;
  private static final int TABLES = 8;

  private final Kernels<A> kernels;
  private final Block<A> block;
  private final Block<A> copied;
  private final Factors factors;
  private final int[] names = new int[1 << (BITS - PhaseSweep.ROW_BITS)];
  private final StateVector state;
  private final Pass pass;

  BlockWorkload(Kernels<A> kernels, Budget budget) {
    this.kernels = kernels;
    this.block = new Block<>(BITS, kernels, Loan.ofNew(), budget);
    block.clear(1 << BITS);
    this.copied = new Block<>(BITS, kernels, Loan.ofNew(), budget);
    this.factors = new Factors(1 << BITS, kernels.precision());
    Arrays.fill(factors.re, -1);
    factors.round(1 << BITS);
    Arrays.setAll(names, row -> row % TABLES);
    this.state = StateVector.zero(kernels.precision(), QUBITS, Loan.ofNew(), budget);
    int all = (1 << QUBITS) - 1;
    int above = (1 << (QUBITS - BITS)) - 1;
    this.pass = new Pass(all & ~(above << PhaseSweep.ROW_BITS), all, QUBITS, kernels);
  }

  void copies() {
    List<Pass.Step> nothing = List.of();
    for (int i = 0; i < pass.blocks(); i++) {
      copied.run(pass, nothing, i, state);
    }
  }

  void plain() {
    int low = kernels.laneQubits();
    int high = BITS - 3;
    for (int i = 0; i < TIMES; i++) {
      block.rotate(new int[] {high}, new double[] {-1}, new double[] {1}, 0);
      double[] half = {0.5, 0.5, 0.5};
      block.rotate(new int[] {low, low + 1, low + 2}, new double[] {-1, -1, -1}, half, 0);
      block.rotate(new int[] {high, high + 1, high + 2}, half, half, 0);
      block.scaleRows(factors);
    }
  }

  /** Does nothing where vectors hold one number. */
  void lanes() {
    double[] all = new double[kernels.laneQubits()];
    Arrays.fill(all, 1);
    for (int i = 0; i < TIMES && all.length > 0; i++) {
      block.lanes(all, 0);
    }
  }

  void phases() {
    for (int i = 0; i < TIMES; i++) {
      block.multiplyRows(factors, names, 0, factors);
      block.multiplyOuter(factors, factors, factors, factors);
    }
  }

  /** How many amplitudes the above do, each its kind. */
  Sweeps done() {
    double sweep = Math.scalb((double) TIMES, BITS);
    return new Sweeps(
        state.size(), 4 * sweep, Math.max(1, kernels.laneQubits()) * sweep, 2 * sweep);
  }
}
