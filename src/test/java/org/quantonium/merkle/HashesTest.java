package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against roots that an independent implementation published, of the leaves "entry 0" and on. */
class HashesTest {

  @ParameterizedTest
  @CsvSource({
    "1, dziFphNIniTOLPdhmdakI/BC5LvxLX7s7pEu8nbGVwE=",
    "3, lPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk=",
    "8, tpcyzlyRQWLKmsz69OldP5h01ogFQ3CIqv8YSk25Z3M=",
    "256, 2mWW2VNp9f7zIquOTg2jsLUCNqqcijsdJG90Ecni4y4=",
    "70000, o5IPun8jmgcam9EHIfE0Gt3vuu3ttBx+JEN6nRa98Ao="
  })
  void give_the_published_root(int size, String root) {
    assertThat(Base64.getEncoder().encodeToString(root(0, size))).isEqualTo(root);
  }

  /** What follows the first leaf in the proof that entry 5 is among 8. */
  @Test
  void give_the_published_neighbour() {
    assertThat(Base64.getEncoder().encodeToString(Hashes.leaf(entry(4))))
        .isEqualTo("SFM123z+yWXxX/dF/GJcQdXqJkaTaTAWWCj3PdS2iFQ=");
  }

  @Test
  void keep_a_leaf_from_passing_for_a_node() {
    byte[] left = Hashes.leaf(entry(0));
    byte[] right = Hashes.leaf(entry(1));
    byte[] both = new byte[64];
    System.arraycopy(left, 0, both, 0, 32);
    System.arraycopy(right, 0, both, 32, 32);

    assertThat(Hashes.leaf(both)).isNotEqualTo(Hashes.node(left, right));
  }

  @Test
  void tell_left_from_right() {
    byte[] left = Hashes.leaf(entry(0));
    byte[] right = Hashes.leaf(entry(1));

    assertThat(Hashes.node(left, right)).isNotEqualTo(Hashes.node(right, left)).hasSize(32);
  }

  /** RFC 9162, 2.1.1, as it stands there: split at the largest power of two below the size. */
  private static byte[] root(int from, int size) {
    if (size == 1) {
      return Hashes.leaf(entry(from));
    }
    int left = Integer.highestOneBit(size - 1);
    return Hashes.node(root(from, left), root(from + left, size - left));
  }

  private static byte[] entry(int index) {
    return ("entry " + index).getBytes(US_ASCII);
  }
}
