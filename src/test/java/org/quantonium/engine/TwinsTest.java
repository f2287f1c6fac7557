package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwinsTest {
  /** But for where lines end. */
  private static String normal(String source) {
    return source.replaceAll("\\n\\s*\\* ", " ").replaceAll("\\s+", "");
  }

  @ParameterizedTest
  @EnumSource
  void what_is_done_in_single_precision_is_what_is_done_in_double(Twins.Pair pair)
      throws IOException {
    assertThat(normal(pair.found()))
        .as("run java src/test/java/org/quantonium/engine/Twins.java after a change")
        .isEqualTo(normal(pair.expected()));
  }
}
