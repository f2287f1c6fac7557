package org.quantonium.merkle;

import java.util.HashMap;
import java.util.Map;

/** A growing tree of the published leaves with all its tiles, full and partial, of every size. */
final class MemoryTree {
  final TreeEdge edge = TreeEdge.load(0, tile -> new byte[0]);
  final Map<Tile, byte[]> full = new HashMap<>();

  static MemoryTree of(int size) {
    MemoryTree tree = new MemoryTree();
    for (int index = 0; index < size; index++) {
      tree.append(Hashes.leaf(Definitions.entry(index)));
    }
    return tree;
  }

  void append(byte[] leafHash) {
    edge.append(
        leafHash, tile -> full.put(new Tile(tile.level(), tile.index(), 256), tile.hashes()));
  }

  /** The tiles of this very size. */
  byte[] read(Tile tile) {
    byte[] hashes = full.containsKey(tile) ? full.get(tile) : edge.partialTiles().get(tile);
    if (hashes == null) {
      throw new IllegalStateException("No tile " + tile.path());
    }
    return hashes;
  }

  HashReader reader(long size) {
    return Tile.reader(size, this::read);
  }
}
