package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.engine.UnsupportedRun;
import org.quantonium.limits.Admission;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** Prices a simulation by the steps of {@link Simulations}, without running or reserving. */
@ApplicationScoped
class Estimates {
  @Inject private Prices prices;

  @Inject
  @ConfigProperty(name = "quantonium.memory.budget.bytes")
  private long memoryBudget;

  /**
   * Prices.
   *
   * @throws Problem INVALID_CIRCUIT
   */
  Estimate of(SimulationRequest request) {
    Circuit circuit = Simulations.read(request.qasm());
    RunOptions options = request.options(0);
    Cost cost = Cost.of(circuit, options);
    Optional<Estimate.Refusal> refusal = refusal(circuit, cost, options);
    return new Estimate(
        StateVectorSimulator.METHOD,
        circuit.qubits(),
        cost.activeQubits(),
        circuit.size(),
        cost.bytes(),
        cost.amplitudeUpdates(),
        cost.histories(),
        prices.seconds(cost),
        refusal.isEmpty(),
        refusal);
  }

  private Optional<Estimate.Refusal> refusal(Circuit circuit, Cost cost, RunOptions options) {
    try {
      Simulations.refuseLongResult(SimulationResult.longest(circuit, cost, options));
      // One of our own, where no other run holds memory: what it refuses can never run.
      new Admission(memoryBudget).admit(cost).close();
      StateVectorSimulator.check(circuit, options);
      return Optional.empty();
    } catch (UnsupportedRun e) {
      return Optional.of(
          Estimate.Refusal.of(new Problem(ProblemType.INVALID_REQUEST, e.getMessage())));
    } catch (Problem e) {
      return Optional.of(Estimate.Refusal.of(e));
    }
  }
}
