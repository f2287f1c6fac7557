package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarmUpTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Each of the vectors that it takes would be an object of a hundred bytes: 50 MB. */
  @ParameterizedTest
  @EnumSource
  void kernels_make_no_objects_after_it(Precision precision) {
    assertThat(WarmUp.run(Budget.unlimited(), THREADS::getCurrentThreadAllocatedBytes)).isTrue();
    Circuit circuit = RandomCircuits.gates(13, 300, 1);
    RunOptions options = RunOptions.of(0, 1).withMaxProbabilities(1).withPrecision(precision);

    StateVectorSimulator.run(circuit, options, Budget.unlimited());
    long before = THREADS.getCurrentThreadAllocatedBytes();
    StateVectorSimulator.run(circuit, options, Budget.unlimited());

    // 3 MB; a small kernel alone that makes objects makes 4 MB more.
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(5 << 20);
  }

  @Test
  void stops_when_its_budget_says_so() {
    Budget budget = Budget.unlimited();
    budget.cancel();
    assertThatThrownBy(() -> WarmUp.run(budget, THREADS::getCurrentThreadAllocatedBytes))
        .isInstanceOf(BudgetExceeded.class);
  }
}
