package org.quantonium.merkle;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * That an entry is in a tree, and that a tree is the beginning of another: RFC 9162, 2.1.3 and
 * 2.1.4.
 *
 * <pre>
 *            root                 inclusion of 2 in 5:    3, a, 4
 *          /      \               consistency of 3 to 5:  2, 3, a, 4
 *         b        4
 *       /   \
 *      a     c
 *     / \   / \
 *    0   1 2   3
 * </pre>
 *
 * <p>Sizes count leaves, 0 to 2^63 - 1. A proof has at most 63 hashes and 64 respectively.
 */
public final class Proofs {
  private Proofs() {}

  /** The root of the first {@code size} leaves. Cost: at most 63 reads and 62 hashes. */
  public static byte[] root(long size, HashReader hashes) {
    checkSize(size);
    return size == 0 ? Hashes.emptyRoot() : range(0, size, hashes);
  }

  /**
   * The path from a leaf to the root, its sibling first.
   *
   * @param index 0 <= index < size
   */
  public static List<byte[]> inclusion(long index, long size, HashReader hashes) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("A tree of size " + size + " has no leaf " + index);
    }
    List<byte[]> proof = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (index < middle) {
        proof.add(range(middle, to, hashes));
        to = middle;
      } else {
        proof.add(range(from, middle, hashes));
        from = middle;
      }
    }
    Collections.reverse(proof); // the RFC's PATH puts what is deeper in front
    return proof;
  }

  /**
   * What leads from the root of the first {@code first} leaves to that of the first {@code second}.
   *
   * <p>Empty if {@code first} is 0 or equals {@code second}: then there is nothing to prove.
   *
   * @param first 0 <= first <= second
   */
  public static List<byte[]> consistency(long first, long second, HashReader hashes) {
    if (first < 0 || first > second) {
      throw new IllegalArgumentException(
          "A tree of size " + second + " has no beginning of size " + first);
    }
    if (first == 0 || first == second) {
      return List.of();
    }
    List<byte[]> proof = new ArrayList<>();
    long from = 0;
    long to = second;
    while (to != first) { // the RFC's SUBPROOF: m is first - from, D_n is from to to
      long middle = from + split(to - from);
      if (first <= middle) {
        proof.add(range(middle, to, hashes));
        to = middle;
      } else {
        proof.add(range(from, middle, hashes));
        from = middle;
      }
    }
    if (from > 0) { // else the verifier has this hash: it is the first root
      proof.add(range(from, to, hashes));
    }
    Collections.reverse(proof);
    return proof;
  }

  /** RFC 9162, 2.1.3.2. False, never an exception, for whatever a stranger may send. */
  public static boolean verifyInclusion(
      byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
    if (index < 0 || index >= size || !areHashes(proof, leafHash, root)) {
      return false;
    }
    long node = index;
    long last = size - 1;
    byte[] hash = leafHash;
    for (byte[] sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = Hashes.node(sibling, hash);
        int up = stepsUp(node);
        node >>>= up;
        last >>>= up;
      } else {
        hash = Hashes.node(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return MessageDigest.isEqual(hash, root) && last == 0;
  }

  /**
   * RFC 9162, 2.1.4.2. False, never an exception, for whatever a stranger may send.
   *
   * <p>If {@code first} is 0 the first root must be that of the empty tree and the proof empty; if
   * the sizes are equal, the roots must be and the proof empty.
   */
  public static boolean verifyConsistency(
      long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
    if (first < 0 || first > second || !areHashes(proof, firstRoot, secondRoot)) {
      return false;
    }
    if (first == second) {
      return proof.isEmpty() && MessageDigest.isEqual(firstRoot, secondRoot);
    }
    if (first == 0) {
      return proof.isEmpty() && MessageDigest.isEqual(firstRoot, Hashes.emptyRoot());
    }
    if (proof.isEmpty()) {
      return false;
    }
    boolean complete = Long.bitCount(first) == 1; // then the first root is the first hash
    List<byte[]> rest = complete ? proof : proof.subList(1, proof.size());
    byte[] firstHash = complete ? firstRoot : proof.get(0);
    byte[] secondHash = firstHash;
    int skipped = Long.numberOfTrailingZeros(first); // the ones at the end of first - 1
    long node = (first - 1) >>> skipped;
    long last = (second - 1) >>> skipped;
    for (byte[] hash : rest) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        firstHash = Hashes.node(hash, firstHash);
        secondHash = Hashes.node(hash, secondHash);
        int up = stepsUp(node);
        node >>>= up;
        last >>>= up;
      } else {
        secondHash = Hashes.node(secondHash, hash);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return MessageDigest.isEqual(firstHash, firstRoot)
        && MessageDigest.isEqual(secondHash, secondRoot)
        && last == 0;
  }

  /** How far a last node without a sibling rises: until its number is odd, or 0. */
  private static int stepsUp(long node) {
    return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
  }

  /**
   * The hash of the leaves from {@code from} to {@code to}, which need not be a power of two.
   *
   * <p>What is to its left is a multiple of every complete subtree in it, so each is asked whole.
   */
  private static byte[] range(long from, long to, HashReader hashes) {
    long rest = to - from;
    int level = Long.numberOfTrailingZeros(rest);
    long end = to;
    byte[] hash = hashes.hash(level, (end - (1L << level)) >>> level);
    while ((rest &= rest - 1) != 0) {
      end -= 1L << level;
      level = Long.numberOfTrailingZeros(rest);
      hash = Hashes.node(hashes.hash(level, (end - (1L << level)) >>> level), hash);
    }
    return hash;
  }

  /** The largest power of two below a size of at least 2. */
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }

  private static boolean areHashes(List<byte[]> proof, byte[]... others) {
    for (byte[] hash : others) {
      if (hash.length != Hashes.BYTES) {
        return false;
      }
    }
    return proof.stream().allMatch(hash -> hash.length == Hashes.BYTES);
  }

  private static void checkSize(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("The size of a tree is not below 0");
    }
  }
}
