package org.quantonium.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Every complete subtree of a tree in memory, each hashed once: a {@link HashReader} of no tiles.
 */
final class Subtrees implements HashReader {
  private final List<List<byte[]>> levels = new ArrayList<>();

  Subtrees(List<byte[]> entries) {
    List<byte[]> level = entries.stream().map(Hashes::leaf).toList();
    while (!level.isEmpty()) {
      levels.add(level);
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        above.add(Hashes.node(level.get(i), level.get(i + 1)));
      }
      level = above;
    }
  }

  @Override
  public byte[] hash(int level, long index) {
    return levels.get(level).get(Math.toIntExact(index));
  }
}
