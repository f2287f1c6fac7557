package org.quantonium.merkle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** See {@link Tile#reader}. */
final class TiledHashes implements HashReader {
  private final long treeSize;
  private final TileReader tiles;
  private final Map<Tile, byte[]> read = new HashMap<>();

  TiledHashes(long treeSize, TileReader tiles) {
    if (treeSize < 0) {
      throw new IllegalArgumentException("The size of a tree is not below 0");
    }
    this.treeSize = treeSize;
    this.tiles = tiles;
  }

  @Override
  public byte[] hash(int level, long index) {
    if (level < 0 || level > 62 || index < 0 || index >= treeSize >>> level) {
      throw new IllegalArgumentException(
          "A tree of size %d has no complete subtree %d of level %d"
              .formatted(treeSize, index, level));
    }
    int height = level % Tile.HEIGHT;
    long first = index << height;
    Tile tile =
        Tile.of(treeSize, level / Tile.HEIGHT, first / Tile.WIDTH)
            .orElseThrow(() -> new IllegalStateException("A subtree in the tree has a tile"));
    byte[] hashes = read.computeIfAbsent(tile, this::readWhole);
    return root(hashes, (int) (first % Tile.WIDTH), 1 << height);
  }

  private byte[] readWhole(Tile tile) {
    byte[] hashes = tiles.read(tile);
    if (hashes.length != tile.bytes()) {
      throw new IllegalStateException(
          "%s has %d bytes, not %d".formatted(tile.path(), hashes.length, tile.bytes()));
    }
    return hashes;
  }

  /**
   * The hash of the complete subtree over a stretch of hashes. Cost: count - 1 hashes.
   *
   * @param count a power of two
   */
  static byte[] root(byte[] hashes, int first, int count) {
    if (count == 1) {
      return Arrays.copyOfRange(hashes, first * Hashes.BYTES, (first + 1) * Hashes.BYTES);
    }
    int half = count / 2;
    return Hashes.node(root(hashes, first, half), root(hashes, first + half, half));
  }
}
