package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class Xoshiro256Test {
  @Test
  void outputs_are_those_of_the_platforms_own_implementation() {
    byte[] state = ByteBuffer.allocate(32).putLong(1).putLong(2).putLong(3).putLong(4).array();
    RandomGenerator oracle = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(state);
    Xoshiro256 ours = new Xoshiro256(1, 2, 3, 4);
    for (int i = 0; i < 1000; i++) {
      assertThat(ours.nextLong()).isEqualTo(oracle.nextLong());
    }
  }

  @Test
  void seeding_takes_four_outputs_of_split_mix() {
    SplittableRandom oracle = new SplittableRandom(42);
    Xoshiro256 byHand =
        new Xoshiro256(oracle.nextLong(), oracle.nextLong(), oracle.nextLong(), oracle.nextLong());
    assertThat(new Xoshiro256(42).nextLong()).isEqualTo(byHand.nextLong());
  }
}
