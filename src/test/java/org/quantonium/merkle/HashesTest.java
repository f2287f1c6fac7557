package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashesTest {
  private static final byte[] LEFT = Hashes.leaf(Definitions.entry(0));
  private static final byte[] RIGHT = Hashes.leaf(Definitions.entry(1));

  @Test
  void keep_a_leaf_from_passing_for_a_node() {
    byte[] both = new byte[64];
    System.arraycopy(LEFT, 0, both, 0, 32);
    System.arraycopy(RIGHT, 0, both, 32, 32);

    assertThat(Hashes.leaf(both)).isNotEqualTo(Hashes.node(LEFT, RIGHT));
  }

  @Test
  void tell_left_from_right() {
    assertThat(Hashes.node(LEFT, RIGHT)).isNotEqualTo(Hashes.node(RIGHT, LEFT)).hasSize(32);
  }
}
