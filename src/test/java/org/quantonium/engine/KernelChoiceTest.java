package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs in two processes: with the Vector API, and without. */
class KernelChoiceTest {
  private static final boolean ABSENT = "absent".equals(System.getProperty("vector"));

  @Test
  void vectors_are_used_where_the_module_is_and_nowhere_else() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()).isEqualTo(ABSENT);
    assertThat(KernelChoice.BEST instanceof DoublePlainKernels).isEqualTo(ABSENT);
    assertThat(StateVectorSimulator.KERNEL).contains(ABSENT ? "-plain" : "-vector-");
  }
}
