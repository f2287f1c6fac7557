package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissesTest {
  private final Misses misses = new Misses();

  @Test
  void nothing_was_missed_before_the_first_run() {
    assertThat(misses.summary()).isEqualTo(new Misses.Summary(0, 100, 1));
  }

  @Test
  void half_and_double_the_time_are_within_a_factor_2_and_no_more() {
    for (double ratio : new double[] {0.499, 0.5, 1.1, 2, 2.001}) {
      misses.add(ratio);
    }
    assertThat(misses.summary()).isEqualTo(new Misses.Summary(5, 60, 1.1));
  }

  @Test
  void the_last_1024_runs_count_and_no_earlier_one() {
    misses.add(100);
    for (int i = 0; i < Misses.KEPT - 1; i++) {
      misses.add(1);
    }
    assertThat(misses.summary()).isEqualTo(new Misses.Summary(Misses.KEPT, 99, 1));
    misses.add(1);
    assertThat(misses.summary()).isEqualTo(new Misses.Summary(Misses.KEPT, 100, 1));
  }
}
