package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final int SHOTS = 500;

  private static double chiSquared(SortedMap<String, Long> counts, Map<String, Double> expected) {
    double sum = 0;
    for (Map.Entry<String, Double> entry : expected.entrySet()) {
      double mean = SHOTS * entry.getValue();
      double difference = counts.getOrDefault(entry.getKey(), 0L) - mean;
      sum += difference * difference / mean;
    }
    return sum;
  }

  /**
   * Over 1,000 seeds the statistic has the mean and variance of a chi-squared variable, k and 2k,
   * and its upper percentile is passed as often as it should be.
   */
  private static void assertChiSquared(Circuit circuit, double upperPercentile) {
    Map<String, Double> expected =
        StateVectorSimulator.run(circuit, 0, 0, Budget.unlimited()).probabilities();
    int freedom = expected.size() - 1;
    double sum = 0;
    int beyond = 0;
    for (int seed = 0; seed < 1000; seed++) {
      Outcome outcome = StateVectorSimulator.run(circuit, SHOTS, seed, Budget.unlimited());
      assertThat(expected.keySet()).containsAll(outcome.counts().keySet());
      double statistic = chiSquared(outcome.counts(), expected);
      sum += statistic;
      beyond += statistic > upperPercentile ? 1 : 0;
    }
    assertThat(sum / 1000).isBetween(freedom - 0.5, freedom + 0.5);
    assertThat(beyond).isBetween(1, 25);
  }

  @Test
  void counts_follow_the_probabilities_over_1000_seeds() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 3);
    builder.apply(Gate.RY, new double[] {1.2}, 0).apply(Gate.CRY, new double[] {1.9}, 0, 1);
    builder.apply(Gate.H, 2).apply(Gate.CX, 2, 1).apply(Gate.RX, new double[] {0.9}, 2);
    assertChiSquared(builder.build(), 18.4753);
  }

  @Test
  void counts_of_measurements_in_mid_circuit_follow_the_probabilities_over_1000_seeds() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 2);
    builder.classicalRegister("c", 3);
    builder.apply(Gate.RY, new double[] {1.2}, 0).measure(0, 0);
    builder.apply(Gate.RY, new double[] {1.1}, 0).measure(0, 1);
    builder.apply(Gate.CRY, new double[] {1.9}, 0, 1).apply(Gate.RX, new double[] {0.7}, 1);
    builder.measure(1, 2);
    assertChiSquared(builder.build(), 18.4753);
  }

  @Test
  void ten_million_shots_meet_no_outcome_of_probability_zero() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 4);
    builder.apply(Gate.X, 3).apply(Gate.H, 0).apply(Gate.CX, 0, 1).apply(Gate.CX, 0, 2);
    builder.apply(Gate.T, 2).apply(Gate.H, 3).apply(Gate.Z, 3).apply(Gate.H, 3);
    builder.apply(Gate.RX, new double[] {Math.PI}, 3);
    SortedMap<String, Long> counts =
        StateVectorSimulator.run(builder.build(), 10_000_000, 11, Budget.unlimited()).counts();
    assertThat(counts).containsOnlyKeys("1000", "1111");
    assertThat(counts.get("1111")).isBetween(4_990_000L, 5_010_000L);
  }

  @Test
  void draws_at_the_very_end_belong_to_the_last_possible_outcome() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 3);
    builder.apply(Gate.H, 0).apply(Gate.H, 1);
    Distribution distribution =
        Distribution.of(StateVectors.run(builder.build()), new int[] {0, 1, 2}, Budget.unlimited());
    long[] seen = new long[8];
    // A total that is too large leaves draws over, as rounding would.
    Sampler.draw(distribution, 2, 1000, 1, Budget.unlimited(), (i, shots) -> seen[i] += shots);
    assertThat(seen[3]).isGreaterThan(500);
    assertThat(seen[4] + seen[5] + seen[6] + seen[7]).isZero();
  }
}
