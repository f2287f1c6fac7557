package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;

/**
 * The one bounded place where circuits run.
 *
 * <p>{@code @Timeout} only interrupts; the engine polls its budget, sees the interrupt and stops.
 * Both numbers can be set: {@code org.quantonium.simulation.Runner/run/Timeout/value} (ms) and
 * {@code .../Bulkhead/value}.
 */
@ApplicationScoped
class Runner {
  /** Past every timeout that an operator may set; the interrupt comes first. */
  private static final Duration LAST_RESORT = Duration.ofHours(1);

  @Timeout(30_000)
  @Bulkhead(2)
  Outcome run(Circuit circuit, RunOptions options) {
    return StateVectorSimulator.run(circuit, options, Budget.of(LAST_RESORT));
  }
}
