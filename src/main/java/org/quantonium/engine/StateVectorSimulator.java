package org.quantonium.engine;

import java.util.Map;
import java.util.SortedMap;

/**
 * Simulates a circuit exactly on a vector of 2^n amplitudes, n being the qubits that some gate acts
 * on.
 *
 * <p>A run is a function of circuit, shots and seed alone. Draws come from xoshiro256++ seeded by
 * SplitMix64; each history of outcomes in mid-circuit has a stream of its own, derived from the
 * seed and those outcomes.
 */
public final class StateVectorSimulator {
  private StateVectorSimulator() {}

  /**
   * Runs a circuit on the calling thread. Memory and time are those that {@link Cost#of} tells; the
   * caller has admitted them.
   *
   * @param shots at least 0; with 0 there are probabilities and no counts
   * @param budget polled at least every few milliseconds
   * @throws BudgetExceeded as soon as the budget says so
   * @throws IllegalArgumentException if more than 30 qubits are active
   */
  public static Outcome run(Circuit circuit, int shots, long seed, Budget budget) {
    final long start = System.nanoTime();
    Plan plan = new Plan(circuit, budget);
    Cost cost = Cost.of(plan, shots, budget);
    if (plan.active > StateVector.MAX_QUBITS) {
      throw new IllegalArgumentException(
          "a state vector holds at most %d qubits, but gates act on %d"
              .formatted(StateVector.MAX_QUBITS, plan.active));
    }
    Tally tally = new Tally(plan);
    final long planned = System.nanoTime();
    new Execution(plan, cost, budget, tally).run(shots, seed);
    final long done = System.nanoTime();
    SortedMap<String, Double> probabilities = tally.probabilities();
    double mass = probabilities.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Outcome(
        tally.counts,
        probabilities,
        mass,
        tally.truncated() || !cost.exact(),
        tally.registers(),
        plan.implied,
        shots,
        seed,
        "statevector",
        "double",
        cost,
        Map.of(
            "plan", (planned - start) * 1e-9,
            "evolve", (done - planned - tally.nanos()) * 1e-9,
            "sample", tally.nanos() * 1e-9));
  }
}
