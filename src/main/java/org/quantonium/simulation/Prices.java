package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;

/**
 * Seconds of a price on this machine: amplitude updates, at the pace of a short run that is
 * measured at the start. Rough: what is small enough for the caches is faster, what is diagonal or
 * much sampled is not told apart.
 */
@ApplicationScoped
class Prices {
  /** A run so small that nothing else counts takes about this. */
  private static final double LEAST_SECONDS = 50e-6;

  private static final String MEASURED = "qreg q[16];" + "h q;".repeat(30);
  private static final int RUNS = 4;

  private volatile double secondsPerUpdate;

  /** Takes a few tenths of a second; the first runs warm the kernels up. To be called at start. */
  void calibrate() {
    Circuit circuit = CircuitReader.circuit(MEASURED);
    RunOptions options = RunOptions.of(1, 0);
    double updates = Cost.of(circuit, options).amplitudeUpdates();
    double fastest = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      StateVectorSimulator.run(circuit, options, Budget.unlimited());
      fastest = Math.min(fastest, (System.nanoTime() - start) * 1e-9);
    }
    secondsPerUpdate = fastest / updates;
  }

  double seconds(Cost cost) {
    return LEAST_SECONDS + cost.amplitudeUpdates() * secondsPerUpdate;
  }
}
