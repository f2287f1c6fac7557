package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.Planned;

/**
 * Runs what was expected to be short, within its request.
 *
 * <p>{@code @Timeout} only interrupts; the engine polls its budget, sees the interrupt and stops.
 * Its number can be set: {@code org.quantonium.simulation.Runner/run/Timeout/value} (ms).
 */
@ApplicationScoped
class Runner {
  @Inject private SpareCores cores;

  @Timeout(30_000)
  Outcome run(Planned planned, Budget budget) {
    return cores.run(planned, budget);
  }
}
