package org.quantonium.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Simulates a circuit exactly on a vector of 2^n amplitudes, n being the qubits that some gate acts
 * on.
 *
 * <p>A run is a function of circuit and options alone. Draws come from xoshiro256++ seeded by
 * SplitMix64; each history of outcomes in mid-circuit has a stream of its own, derived from the
 * seed and those outcomes.
 */
public final class StateVectorSimulator {
  /**
   * What updates the amplitudes here, in either precision: the blocks and the arithmetic of {@link
   * Kernels#name}.
   */
  public static final String KERNEL = KernelChoice.BEST.name();

  public static final String METHOD = "statevector";

  private static final int STREAM_MEMORY = 4;

  private StateVectorSimulator() {}

  /**
   * Runs a circuit for counts and probabilities, like {@link #run(Circuit, RunOptions, Budget)}.
   */
  public static Outcome run(Circuit circuit, int shots, long seed, Budget budget) {
    return run(circuit, RunOptions.of(shots, seed), budget);
  }

  /**
   * Runs a circuit on the calling thread. Memory and time are those that {@link Cost#of} tells; the
   * caller has admitted them.
   *
   * @param budget polled at least every few milliseconds
   * @throws BudgetExceeded as soon as the budget says so
   * @throws UnsupportedRun if more than 30 qubits are active, or if amplitudes are asked for that
   *     there are not; the message tells the remedy
   */
  public static Outcome run(Circuit circuit, RunOptions options, Budget budget) {
    return run(circuit, options, budget, Helpers.NONE);
  }

  /**
   * Runs a circuit like {@link #run(Circuit, RunOptions, Budget)}, with others to help where a
   * state is large enough.
   */
  public static Outcome run(Circuit circuit, RunOptions options, Budget budget, Helpers helpers) {
    return run(circuit, options, budget, helpers, ArrayPool.NONE);
  }

  /**
   * Runs a circuit like {@link #run(Circuit, RunOptions, Budget, Helpers)}, its large arrays taken
   * from a pool and given back to it, however the run ends.
   */
  public static Outcome run(
      Circuit circuit, RunOptions options, Budget budget, Helpers helpers, ArrayPool pool) {
    return run(Planned.of(circuit, options, budget), budget, helpers, pool);
  }

  /**
   * Finds out whether a run is possible, without allocating a state for it.
   *
   * @throws UnsupportedRun as {@link #run(Circuit, RunOptions, Budget)} would
   */
  public static void check(Planned planned) {
    check(planned.plan, planned.options);
  }

  private static Amplitudes check(Plan plan, RunOptions options) {
    if (plan.active > StateVector.MAX_QUBITS) {
      throw new UnsupportedRun(
          "a state vector holds at most %d qubits, but gates act on %d; use fewer"
              .formatted(StateVector.MAX_QUBITS, plan.active));
    }
    return new Amplitudes(plan, options);
  }

  /**
   * Runs what has been planned, like {@link #run(Circuit, RunOptions, Budget, Helpers, ArrayPool)}.
   */
  public static Outcome run(Planned planned, Budget budget, Helpers helpers, ArrayPool pool) {
    final long start = System.nanoTime();
    final Plan plan = planned.plan;
    final RunOptions options = planned.options;
    final Cost cost = planned.cost();
    Amplitudes amplitudes = check(plan, options);
    Tally tally = new Tally(plan, options.maxProbabilities(), options.precision(), budget);
    final String digest = plan.circuit.digest(budget);
    final long begun = System.nanoTime();
    try (Loan loan = new Loan(pool)) {
      Kernels<?> kernels = KernelChoice.of(options.precision());
      new Execution(planned, loan, budget, tally, amplitudes, kernels, helpers)
          .run(options.shots(), options.seed());
    }
    final long done = System.nanoTime();
    SortedMap<String, Double> probabilities = tally.probabilities();
    double mass = 0;
    for (double p : probabilities.values()) {
      mass += p;
    }
    return new Outcome(
        tally.counts(),
        probabilities,
        mass,
        tally.truncated() || !cost.exact(),
        tally.marginals(budget),
        tally.registers(),
        plan.implied,
        options.memory() ? memory(tally.counts(), options, budget) : List.of(),
        amplitudes.found(),
        amplitudes.vector(),
        options.shots(),
        options.seed(),
        METHOD,
        options.precision(),
        digest,
        cost,
        Map.of(
            "plan", (planned.nanos + begun - start) * 1e-9,
            "evolve", (done - begun - tally.nanos()) * 1e-9,
            "sample", tally.nanos() * 1e-9));
  }

  /** Shots are alike, so that their order is a shuffle of the counts. */
  private static List<String> memory(
      SortedMap<String, Long> counts, RunOptions options, Budget budget) {
    String[] shots = new String[options.shots()];
    int filled = 0;
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      int next = filled + Math.toIntExact(entry.getValue());
      Arrays.fill(shots, filled, next, entry.getKey());
      filled = next;
    }
    Xoshiro256 random = new Xoshiro256(Xoshiro256.derive(options.seed(), STREAM_MEMORY));
    for (int i = shots.length - 1; i > 0; i--) {
      Plan.pollAt(i, budget);
      int other = (int) (random.nextDouble() * (i + 1));
      String swapped = shots[i];
      shots[i] = shots[other];
      shots[other] = swapped;
    }
    return Collections.unmodifiableList(Arrays.asList(shots));
  }
}
