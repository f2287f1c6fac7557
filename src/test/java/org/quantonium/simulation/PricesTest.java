package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;

class PricesTest {
  private final Prices prices = new Prices();

  @Test
  void a_run_takes_about_as_long_as_was_predicted() {
    prices.calibrate();
    Circuit circuit = CircuitReader.circuit("qreg q[19];" + "h q;".repeat(20));
    RunOptions options = RunOptions.of(100, 1);
    double predicted = prices.seconds(Cost.of(circuit, options));
    double measured = Double.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long start = System.nanoTime();
      StateVectorSimulator.run(circuit, options, Budget.unlimited());
      measured = Math.min(measured, (System.nanoTime() - start) * 1e-9);
    }

    // The machine may be busy in the one and idle in the other.
    assertThat(measured / predicted).isBetween(0.1, 10.0);
  }

  @Test
  void twice_the_work_takes_twice_as_long_and_nothing_takes_no_time() {
    prices.calibrate();
    double one = prices.seconds(new Cost(1, 1_000_000_000, 20, 1, 1, true));
    double two = prices.seconds(new Cost(1, 2_000_000_000, 20, 1, 1, true));
    double none = prices.seconds(new Cost(1, 0, 0, 1, 1, true));

    assertThat(two - none).isCloseTo(2 * (one - none), withinPercentage(0.1));
    assertThat(none).isPositive();
  }
}
