package org.quantonium.merkle;

/** Knows the hash of every complete subtree of a tree. */
@FunctionalInterface
public interface HashReader {
  /**
   * The hash of the complete subtree of 2^level leaves that begins at leaf index << level.
   *
   * @param level 0 <= level <= 62; 0 is the leaf hash itself
   * @param index index >= 0; the subtree lies inside the tree
   * @return 32 bytes, which the caller does not change
   */
  byte[] hash(int level, long index);
}
