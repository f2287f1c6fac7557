package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static Speed speed;
  private static long cpu;

  @BeforeAll
  static void calibrate() {
    WarmUp.run(
        Budget.unlimited(),
        ((com.sun.management.ThreadMXBean) THREADS)::getCurrentThreadAllocatedBytes);
    long start = THREADS.getCurrentThreadCpuTime();
    speed = Calibration.run(Budget.unlimited());
    cpu = THREADS.getCurrentThreadCpuTime() - start;
  }

  private static List<Circuit> circuits() {
    return List.of(
        RandomCircuits.gates(2, 5, 1),
        RandomCircuits.gates(10, 200, 2),
        RandomCircuits.gates(20, 100, 3),
        RandomCircuits.dynamic(4, 4));
  }

  @Test
  void plain_kernels_are_timed_as_well() {
    BlockWorkload<double[]> work =
        new BlockWorkload<>(new DoublePlainKernels(), Budget.unlimited());
    assertThatCode(
            () -> {
              work.copies();
              work.plain();
              work.lanes();
              work.phases();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void takes_less_than_a_second_of_cpu() {
    assertThat(cpu).isLessThan(1_000_000_000L);
  }

  @Test
  void finds_a_time_for_everything_that_has_one() {
    assertThat(speed.run()).isBetween(100.0, 1e6);
    assertThat(speed.operation()).isBetween(1.0, 1e5);
    assertThat(speed.step()).isBetween(1.0, 1e5);
    assertThat(speed.pair()).isBetween(0.05, 100.0);
    assertThat(speed.diagonal()).isBetween(0.05, 100.0);
    assertThat(speed.group()).isBetween(0.05, 100.0);
    assertThat(speed.planned()).isBetween(1.0, 1e5);
    for (Sweeps sweeps : List.of(speed.doubles(), speed.singles())) {
      assertThat(sweeps.copies()).isBetween(0.01, 100.0);
      assertThat(sweeps.plain()).isBetween(0.01, 100.0);
      assertThat(sweeps.lanes()).isBetween(0.0, 100.0);
      assertThat(sweeps.phases()).isBetween(0.01, 100.0);
    }
    assertThat(speed.pass()).isBetween(0.05, 100.0);
    assertThat(speed.shot()).isBetween(0.5, 1e4);
    assertThat(speed.label()).isBetween(1.0, 1e5);
    assertThat(speed.entry()).isBetween(1.0, 1e5);
  }

  @Test
  void prices_before_it_are_higher() {
    for (Circuit circuit : circuits()) {
      Cost cost = Cost.of(circuit, 1000);
      assertThat(cost.seconds(Speed.conservative())).isGreaterThan(cost.seconds(speed));
    }
  }

  @Test
  void a_faster_calibration_lowers_prices_and_a_slower_one_does_not_raise_them() {
    Speed slow = Speed.conservative();
    assertThat(slow.orFaster(speed)).isEqualTo(speed.orFaster(slow));
    for (Circuit circuit : circuits()) {
      Cost cost = Cost.of(circuit, 1000);
      assertThat(cost.seconds(speed.orFaster(slow))).isLessThanOrEqualTo(cost.seconds(speed));
    }
  }

  @Test
  void stops_when_its_budget_says_so() {
    Budget budget = Budget.unlimited();
    budget.cancel();
    assertThatThrownBy(() -> Calibration.run(budget)).isInstanceOf(BudgetExceeded.class);
  }
}
