package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {
  @Test
  void is_the_configured_one() {
    assertThat(NodeName.of(Optional.of("eu-1.Node_a"))).isEqualTo("eu-1.Node_a");
    assertThat(NodeName.of(Optional.of("n".repeat(64)))).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"", "n\u00f6de", "a\n"})
  void refuses_other_characters(String name) {
    assertThatIllegalStateException()
        .isThrownBy(() -> NodeName.of(Optional.of(name)))
        .withMessageContaining("quantonium.node.name");
  }

  @Test
  void refuses_more_than_64_characters() {
    assertThatIllegalStateException().isThrownBy(() -> NodeName.of(Optional.of("n".repeat(65))));
  }

  @Test
  void is_the_machines_if_none_is_configured() {
    assertThat(NodeName.of(Optional.empty())).matches("[A-Za-z0-9._-]{1,64}");
  }

  @Test
  void makes_a_machines_name_fit() {
    assertThat(NodeName.fitting("h\u00f6st \"1\"")).isEqualTo("h-st--1-");
    assertThat(NodeName.fitting("h".repeat(65))).hasSize(64);
    assertThat(NodeName.fitting("")).isEqualTo("node");
  }
}
