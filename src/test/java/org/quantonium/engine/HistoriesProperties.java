package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Measurement in mid-circuit, reset and conditions against a reference that follows every outcome.
 */
class HistoriesProperties {
  private static Circuit circuit(int qubits, long seed) {
    Circuit circuit = RandomCircuits.dynamic(qubits, seed);
    Assume.that(!new Plan(circuit, Budget.unlimited()).implied);
    return circuit;
  }

  @Property(tries = 600)
  void distributions_are_those_of_the_reference(
      @ForAll @IntRange(min = 2, max = 4) int qubits, @ForAll long seed) {
    Circuit circuit = circuit(qubits, seed);
    Map<String, Double> expected = ReferenceHistories.distribution(circuit);
    Outcome outcome = StateVectorSimulator.run(circuit, 0, seed, Budget.unlimited());
    assertThat(outcome.truncated()).isFalse();
    assertThat(outcome.probabilityMass()).isCloseTo(1, within(1e-12));
    expected.forEach(
        (label, p) ->
            assertThat(outcome.probabilities().getOrDefault(label, 0.0))
                .describedAs(label)
                .isCloseTo(p, within(2e-12)));
  }

  /** A state that is done gate by gate beside one that is done in passes. */
  @Property(tries = 60)
  void spectators_change_nothing(
      @ForAll @IntRange(min = 2, max = 4) int qubits, @ForAll long seed) {
    Circuit alone = circuit(qubits, seed);
    Circuit watched = RandomCircuits.dynamic(qubits, Evolution.LEAST_QUBITS, seed);
    Outcome few = StateVectorSimulator.run(alone, 100, seed, Budget.unlimited());
    Outcome many = StateVectorSimulator.run(watched, 100, seed, Budget.unlimited());
    assertThat(new Plan(watched, Budget.unlimited()).active)
        .isGreaterThanOrEqualTo(Evolution.LEAST_QUBITS);
    assertThat(many.counts()).isEqualTo(few.counts());
    few.probabilities()
        .forEach(
            (label, p) ->
                assertThat(many.probabilities().getOrDefault(label, 0.0))
                    .isCloseTo(p, within(1e-12)));
  }

  @Property(tries = 200)
  void marginals_are_sums_of_the_distribution(
      @ForAll @IntRange(min = 2, max = 4) int qubits, @ForAll long seed) {
    Circuit circuit = circuit(qubits, seed);
    Outcome outcome = StateVectorSimulator.run(circuit, 0, seed, Budget.unlimited());
    for (int i = 0; i < 2; i++) {
      final int place = i;
      SortedMap<String, Double> marginal = outcome.marginals().get(i == 0 ? "c" : "d");
      marginal.forEach(
          (label, p) ->
              assertThat(
                      ReferenceHistories.distribution(circuit).entrySet().stream()
                          .filter(e -> e.getKey().split(" ", 2)[1 - place].equals(label))
                          .mapToDouble(Map.Entry::getValue)
                          .sum())
                  .isCloseTo(p, within(1e-11)));
      assertThat(marginal.values().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-10));
    }
  }

  @Property(tries = 300)
  void a_history_that_is_run_again_ends_like_one_that_was_kept(
      @ForAll @IntRange(min = 2, max = 4) int qubits,
      @ForAll long seed,
      @ForAll Precision precision) {
    Circuit circuit = circuit(qubits, seed);
    RunOptions options = RunOptions.of(300, seed).withPrecision(precision);
    Planned plan = Planned.of(circuit, options);
    Cost kept = plan.cost();
    Cost again =
        new Cost(
            kept.bytes(),
            kept.amplitudeUpdates(),
            kept.activeQubits(),
            kept.histories(),
            1,
            kept.exact());
    Outcome one = StateVectorSimulator.run(plan, Budget.unlimited(), Helpers.NONE, ArrayPool.NONE);
    Outcome two =
        StateVectorSimulator.run(
            new Planned(plan, again), Budget.unlimited(), Helpers.NONE, ArrayPool.NONE);
    assertThat(two.counts()).isEqualTo(one.counts());
    assertThat(two.probabilities()).isEqualTo(one.probabilities());
  }

  @Property(tries = 200)
  void only_histories_that_a_shot_takes_give_the_same_counts(
      @ForAll @IntRange(min = 2, max = 4) int qubits, @ForAll long seed) {
    Circuit circuit = circuit(qubits, seed);
    Planned plan = Planned.of(circuit, RunOptions.of(20, seed));
    Cost all = plan.cost();
    Cost some =
        new Cost(
            all.bytes(),
            all.amplitudeUpdates(),
            all.activeQubits(),
            all.histories(),
            all.liveStates(),
            false);
    Outcome one = StateVectorSimulator.run(plan, Budget.unlimited(), Helpers.NONE, ArrayPool.NONE);
    Outcome two =
        StateVectorSimulator.run(
            new Planned(plan, some), Budget.unlimited(), Helpers.NONE, ArrayPool.NONE);
    assertThat(two.counts()).isEqualTo(one.counts());
    assertThat(two.truncated()).isTrue();
    assertThat(two.probabilityMass()).isLessThanOrEqualTo(one.probabilityMass() + 1e-12);
  }
}
