package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every proof of every size up to 300, against the definitions of RFC 9162. */
class ProofsTest {
  private static final int SIZES = 300;
  private static final List<byte[]> ENTRIES = Definitions.entries(SIZES);
  private static final HashReader HASHES = new Subtrees(ENTRIES);

  @Test
  void every_root_is_the_defined_one() {
    for (int size = 0; size <= SIZES; size++) {
      assertThat(Proofs.root(size, HASHES)).isEqualTo(Definitions.mth(ENTRIES.subList(0, size)));
    }
  }

  @Test
  void every_inclusion_proof_is_the_defined_one_and_verifies() {
    for (int size = 1; size <= SIZES; size++) {
      List<byte[]> entries = ENTRIES.subList(0, size);
      byte[] root = Proofs.root(size, HASHES);
      for (int index = 0; index < size; index++) {
        List<byte[]> proof = Proofs.inclusion(index, size, HASHES);

        assertSame(proof, Definitions.path(index, entries));
        assertThat(Proofs.verifyInclusion(HASHES.hash(0, index), index, size, proof, root))
            .as("%d in %d", index, size)
            .isTrue();
      }
    }
  }

  @Test
  void every_consistency_proof_is_the_defined_one_and_verifies() {
    List<byte[]> roots = new ArrayList<>();
    for (int size = 0; size <= SIZES; size++) {
      roots.add(Proofs.root(size, HASHES));
    }
    for (int second = 1; second <= SIZES; second++) {
      List<byte[]> entries = ENTRIES.subList(0, second);
      for (int first = 1; first <= second; first++) {
        List<byte[]> proof = Proofs.consistency(first, second, HASHES);

        assertSame(proof, Definitions.proof(first, entries));
        assertThat(
                Proofs.verifyConsistency(first, roots.get(first), second, roots.get(second), proof))
            .as("%d to %d", first, second)
            .isTrue();
      }
    }
  }

  /** A tree in tiles, at sizes where one, two and three levels of them are full or just not. */
  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000})
  void proofs_from_tiles_are_those_from_the_hashes_themselves(int size) {
    Subtrees subtrees = new Subtrees(Definitions.entries(size));
    MemoryTree tree = MemoryTree.of(size);
    for (int other : new int[] {1, 2, 3, size / 3, size / 2, size - 1, size}) {
      if (other >= 1 && other <= size) {
        assertSame(
            Proofs.inclusion(other - 1, size, tree.reader(size)),
            Proofs.inclusion(other - 1, size, subtrees));
        assertSame(
            Proofs.consistency(other, size, tree.reader(size)),
            Proofs.consistency(other, size, subtrees));
      }
    }
  }

  @Test
  void every_tree_begins_with_the_empty_one() {
    byte[] root = Proofs.root(3, HASHES);

    assertThat(Proofs.consistency(0, 3, HASHES)).isEmpty();
    assertThat(Proofs.verifyConsistency(0, Hashes.emptyRoot(), 3, root, List.of())).isTrue();
    assertThat(Proofs.verifyConsistency(0, root, 3, root, List.of())).isFalse();
    assertThat(Proofs.verifyConsistency(0, Hashes.emptyRoot(), 3, root, List.of(root))).isFalse();
  }

  @Test
  void trees_of_one_size_have_one_root() {
    byte[] root = Proofs.root(3, HASHES);
    byte[] other = Proofs.root(4, HASHES);

    assertThat(Proofs.verifyConsistency(3, root, 3, root, List.of())).isTrue();
    assertThat(Proofs.verifyConsistency(3, root, 3, other, List.of())).isFalse();
    assertThat(Proofs.verifyConsistency(3, root, 3, root, List.of(root))).isFalse();
    assertThat(Proofs.verifyConsistency(0, root, 0, root, List.of())).isTrue();
  }

  @Test
  void the_largest_tree_is_proven_with_63_and_64_hashes() {
    byte[] same = new byte[Hashes.BYTES];
    HashReader hashes = (level, index) -> same;
    long size = Long.MAX_VALUE;

    assertThat(Proofs.inclusion(0, size, hashes)).hasSize(63);
    assertThat(Proofs.inclusion(size - 1, size, hashes)).hasSize(62);
    assertThat(Proofs.consistency(1, size, hashes)).hasSize(63);
    assertThat(Proofs.consistency(3, size, hashes)).hasSize(64);
  }

  @ParameterizedTest
  @CsvSource({"-1,3", "3,3", "0,0", "0,-1", "-2,-1"})
  void there_is_no_inclusion_proof_outside_the_tree(long index, long size) {
    assertThatThrownBy(() -> Proofs.inclusion(index, size, HASHES))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no leaf");
  }

  @ParameterizedTest
  @CsvSource({"-1,3", "4,3", "-2,-1"})
  void there_is_no_consistency_proof_outside_the_tree(long first, long second) {
    assertThatThrownBy(() -> Proofs.consistency(first, second, HASHES))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no beginning");
  }

  @Test
  void there_is_no_tree_of_size_below_0() {
    assertThatThrownBy(() -> Proofs.root(-1, HASHES))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  private static void assertSame(List<byte[]> proof, List<byte[]> expected) {
    assertThat(Arrays.deepEquals(proof.toArray(), expected.toArray())).isTrue();
  }
}
