package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in two processes: with the Vector API, and without. */
class KernelChoiceTest {
  private static final boolean ABSENT = "absent".equals(System.getProperty("vector"));

  @Test
  void vectors_are_used_where_the_module_is_and_nowhere_else() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()).isEqualTo(ABSENT);
    assertThat(KernelChoice.BEST instanceof DoublePlainKernels).isEqualTo(ABSENT);
    assertThat(StateVectorSimulator.KERNEL).contains(ABSENT ? "-plain" : "-vector-");
  }

  /** To anything but the second compiler a vector is an object. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=3", "-Xint"})
  void vectors_are_not_used_where_they_would_be_objects(String option) throws Exception {
    assertThat(kernelOf(option)).endsWith("-plain");
    assertThat(kernelOf("-XX:TieredStopAtLevel=4")).contains("-vector-");
  }

  private static String kernelOf(String option) throws IOException {
    Process java =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                option,
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                KernelChoiceTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  public static void main(String[] arguments) {
    System.out.println(StateVectorSimulator.KERNEL);
  }
}
