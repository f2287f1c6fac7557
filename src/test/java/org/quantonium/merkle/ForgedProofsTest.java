package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantonium.merkle.Forgeries.Flips;

/**
 * No proof that is not the proof.
 *
 * <p>Exhaustive over all proofs of all sizes up to 140, in the proof up to 300: each hash is
 * flipped in one bit, cut, lengthened, dropped, doubled and swapped with the next; the proof is
 * shifted, lengthened at both ends and emptied; leaf and roots are flipped in one bit. Up to size
 * 64 also one bit of every byte is flipped, each hash is swapped with each other one, and every
 * index and every size up to 70 is tried instead of the right one; up to size 20 every bit is
 * flipped. Above 64 the wrong indexes and sizes are the neighbours and those that differ in one
 * bit.
 */
class ForgedProofsTest {
  private static final int SIZES = Boolean.getBoolean("proof") ? 300 : 140;
  private static final int SMALL = 64;
  private static final int SMALLEST = 20;
  private static final List<byte[]> ENTRIES = Definitions.entries(SIZES + 1);
  private static final HashReader HASHES = new Subtrees(ENTRIES);
  private static final List<byte[]> ROOTS = roots();

  @Test
  void a_bent_inclusion_proof_does_not_verify() {
    for (int size = 1; size <= SIZES; size++) {
      for (int index = 0; index < size; index++) {
        int at = index;
        int of = size;
        byte[] leaf = HASHES.hash(0, index);
        byte[] root = ROOTS.get(size);
        List<byte[]> proof = Proofs.inclusion(index, size, HASHES);

        Forgeries.forEach(
            proof, flips(size), bent -> refused(leaf, at, of, bent, root, "a bent proof"));
        Forgeries.forEachFlip(
            leaf, flips(size), bent -> refused(bent, at, of, proof, root, "a flipped leaf"));
        Forgeries.forEachFlip(
            root, flips(size), bent -> refused(leaf, at, of, proof, bent, "a flipped root"));
        refused(HASHES.hash(0, index + 1), at, of, proof, root, "the next leaf");
        if (index > 0) {
          refused(
              leaf, at, of, Proofs.inclusion(index - 1, size, HASHES), root, "the proof before");
        }
      }
    }
  }

  /** What is hashed has no mark between left and right, so both must have their 32 bytes. */
  @Test
  void the_border_between_a_leaf_and_its_sibling_does_not_move() {
    byte[] longer = Arrays.copyOf(HASHES.hash(0, 0), 33);
    longer[32] = HASHES.hash(0, 1)[0];
    byte[] shorter = Arrays.copyOfRange(HASHES.hash(0, 1), 1, 32);
    assertThat(Hashes.node(longer, shorter)).isEqualTo(ROOTS.get(2));

    refused(shorter, 1, 2, List.of(longer), ROOTS.get(2), "a moved border");
  }

  @Test
  void an_inclusion_proof_at_another_index_does_not_verify() {
    for (int size = 1; size <= SIZES; size++) {
      for (int index = 0; index < size; index++) {
        List<byte[]> proof = Proofs.inclusion(index, size, HASHES);
        for (long wrong : others(index, size)) {
          refused(HASHES.hash(0, index), wrong, size, proof, ROOTS.get(size), "a wrong index");
        }
      }
    }
  }

  /**
   * A proof does not hold the size: it fits another size if the way up has the same turns there. So
   * size and root belong together, and the signature on the checkpoint holds them so.
   */
  @Test
  void an_inclusion_proof_at_another_size_verifies_only_with_the_same_turns_and_root() {
    int same = 0;
    for (int size = 1; size <= SIZES; size++) {
      for (int index = 0; index < size; index++) {
        byte[] leaf = HASHES.hash(0, index);
        List<byte[]> proof = Proofs.inclusion(index, size, HASHES);
        String turns = Definitions.pathTurns(index, size);
        for (long wrong : others(size, size)) {
          boolean fits =
              index < wrong && Definitions.pathTurns(index, Math.toIntExact(wrong)).equals(turns);
          assertThat(Proofs.verifyInclusion(leaf, index, wrong, proof, ROOTS.get(size)))
              .as("%d in %d for %d", index, size, wrong)
              .isEqualTo(fits);
          same += fits ? 1 : 0;
          if (wrong >= 0 && wrong <= SIZES) {
            refused(leaf, index, wrong, proof, ROOTS.get((int) wrong), "a wrong size");
          }
        }
      }
    }
    assertThat(same).isPositive();
  }

  @Test
  void a_bent_consistency_proof_does_not_verify() {
    for (int second = 1; second <= SIZES; second++) {
      for (int first = 1; first <= second; first++) {
        int from = first;
        int to = second;
        byte[] old = ROOTS.get(first);
        byte[] root = ROOTS.get(second);
        List<byte[]> proof = Proofs.consistency(first, second, HASHES);

        Forgeries.forEach(
            proof, flips(second), bent -> refused(from, old, to, root, bent, "a bent proof"));
        Forgeries.forEachFlip(
            old, flips(second), bent -> refused(from, bent, to, root, proof, "the old root"));
        Forgeries.forEachFlip(
            root, flips(second), bent -> refused(from, old, to, bent, proof, "the new root"));
        if (first > 1) {
          List<byte[]> before = Proofs.consistency(first - 1, second, HASHES);
          refused(from, old, to, root, before, "the proof before");
        }
      }
    }
  }

  @Test
  void a_consistency_proof_from_another_size_does_not_verify() {
    for (int second = 1; second <= SIZES; second++) {
      for (int first = 1; first < second; first++) {
        List<byte[]> proof = Proofs.consistency(first, second, HASHES);
        for (long wrong : others(first, second)) {
          refused(wrong, ROOTS.get(first), second, ROOTS.get(second), proof, "a wrong first size");
        }
      }
    }
  }

  /** As with inclusion: what a root is the root of is said by the signature beside it. */
  @Test
  void a_consistency_proof_to_another_size_verifies_only_with_the_same_turns_and_root() {
    int same = 0;
    for (int second = 1; second <= SIZES; second++) {
      for (int first = 1; first < second; first++) {
        List<byte[]> proof = Proofs.consistency(first, second, HASHES);
        String turns = Definitions.proofTurns(first, second);
        byte[] old = ROOTS.get(first);
        for (long wrong : others(second, second)) {
          boolean fits =
              first < wrong && Definitions.proofTurns(first, Math.toIntExact(wrong)).equals(turns);
          assertThat(Proofs.verifyConsistency(first, old, wrong, ROOTS.get(second), proof))
              .as("%d to %d for %d", first, second, wrong)
              .isEqualTo(fits);
          same += fits ? 1 : 0;
          if (wrong >= 0 && wrong <= SIZES) {
            refused(first, old, wrong, ROOTS.get((int) wrong), proof, "a wrong second size");
          }
        }
      }
    }
    assertThat(same).isPositive();
  }

  private static void refused(
      byte[] leaf, long index, long size, List<byte[]> proof, byte[] root, String what) {
    if (Proofs.verifyInclusion(leaf, index, size, proof, root)) {
      throw new AssertionError("%s verifies: %d in %d".formatted(what, index, size));
    }
  }

  private static void refused(
      long first, byte[] old, long second, byte[] root, List<byte[]> proof, String what) {
    if (Proofs.verifyConsistency(first, old, second, root, proof)) {
      throw new AssertionError("%s verifies: %d to %d".formatted(what, first, second));
    }
  }

  /** What might pass for a number: all up to 70 for small sizes, else what is near. */
  private static List<Long> others(int right, int size) {
    List<Long> others = new ArrayList<>(List.of(-1L, Long.MIN_VALUE, (long) -right));
    if (size <= SMALL) {
      for (long other = 0; other <= 70; other++) {
        others.add(other);
      }
    } else {
      for (int bit = 0; bit < 12; bit++) {
        others.add((long) right ^ (1L << bit));
      }
      others.addAll(List.of(right - 1L, right + 1L, (long) size, size + 1L));
    }
    others.removeIf(other -> other == right);
    return others;
  }

  private static Flips flips(int size) {
    return size <= SMALLEST ? Flips.ALL : size <= SMALL ? Flips.ONE_A_BYTE : Flips.ONE_A_HASH;
  }

  private static List<byte[]> roots() {
    List<byte[]> roots = new ArrayList<>();
    for (int size = 0; size <= SIZES; size++) {
      roots.add(Proofs.root(size, HASHES));
    }
    return roots;
  }
}
