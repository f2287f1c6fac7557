package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Planned;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.problem.Problem;

/** Prices a simulation by the steps of {@link Simulations}, without running or reserving. */
@ApplicationScoped
class Estimates {
  /** No price depends on it. */
  private static final long SEED = 0;

  @Inject private Sources sources;
  @Inject private Prices prices;
  @Inject private FixedLimits limits;

  /**
   * Prices.
   *
   * @throws Problem INVALID_CIRCUIT, CAPACITY
   */
  Estimate of(SimulationRequest request) {
    try (HeldCircuit held = sources.read(request.qasm())) {
      return of(request, held.circuit());
    }
  }

  private Estimate of(SimulationRequest request, Circuit circuit) {
    RunOptions options = request.withSeed(SEED).options();
    Planned planned = Planned.of(circuit, options);
    Cost cost = planned.cost();
    double seconds = prices.seconds(cost);
    Optional<Estimate.Refusal> refusal = refusal(planned, seconds);
    return new Estimate(
        StateVectorSimulator.METHOD,
        options.precision().word(),
        circuit.qubits(),
        cost.activeQubits(),
        circuit.size(),
        cost.bytes(),
        cost.amplitudeUpdates(),
        cost.histories(),
        seconds,
        refusal.isEmpty(),
        refusal);
  }

  private Optional<Estimate.Refusal> refusal(Planned planned, double seconds) {
    try {
      limits.refuse(planned, seconds);
      return Optional.empty();
    } catch (Problem e) {
      return Optional.of(Estimate.Refusal.of(e));
    }
  }
}
