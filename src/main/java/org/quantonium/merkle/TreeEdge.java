package org.quantonium.merkle;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The growing edge of a tree: its partial tiles, in memory.
 *
 * <pre>
 *   level 2   .                               size 70,000: 1 hash
 *   level 1   ################ .              a full tile and 17 hashes
 *   level 0   ######## ... ######## ....      273 full tiles and 112 hashes
 *             not here              here
 * </pre>
 *
 * <p>At most 64 KiB, whatever the size. Not for use by several threads at once.
 */
public final class TreeEdge {
  /** For each level the hashes of its partial tile, then room up to a full one. */
  private final byte[][] levels = new byte[Tile.LEVELS][];

  private long size;

  private TreeEdge(long size) {
    this.size = size;
  }

  /**
   * Reads the partial tiles, at most one a level; of size 0, none.
   *
   * @throws IllegalStateException if a tile has not 32 * width bytes
   */
  public static TreeEdge load(long size, TileReader tiles) {
    if (size < 0) {
      throw new IllegalArgumentException("The size of a tree is not below 0");
    }
    TreeEdge edge = new TreeEdge(size);
    for (int level = 0; level < Tile.LEVELS; level++) {
      Optional<Tile> partial = edge.partial(level);
      if (partial.isPresent()) {
        byte[] hashes = tiles.read(partial.get());
        if (hashes.length != partial.get().bytes()) {
          throw new IllegalStateException(
              "%s has %d bytes, not %d"
                  .formatted(partial.get().path(), hashes.length, partial.get().bytes()));
        }
        edge.levels[level] = Arrays.copyOf(hashes, Tile.WIDTH * Hashes.BYTES);
      }
    }
    return edge;
  }

  /**
   * Adds a leaf. Cost: one hash on average, some 255 for each tile that becomes full.
   *
   * @param leafHash 32 bytes
   * @param filled called once for every tile that this leaf completes, lowest level first
   */
  public void append(byte[] leafHash, Consumer<FullTile> filled) {
    if (leafHash.length != Hashes.BYTES) {
      throw new IllegalArgumentException("A leaf hash has 32 bytes");
    }
    if (size == Long.MAX_VALUE) {
      throw new IllegalStateException("A tree has at most 2^63 - 1 leaves");
    }
    byte[] hash = leafHash;
    for (int level = 0; ; level++) {
      if (levels[level] == null) {
        levels[level] = new byte[Tile.WIDTH * Hashes.BYTES];
      }
      long position = size >>> (Tile.HEIGHT * level);
      int slot = (int) position & (Tile.WIDTH - 1);
      System.arraycopy(hash, 0, levels[level], slot * Hashes.BYTES, Hashes.BYTES);
      if (slot < Tile.WIDTH - 1) {
        break;
      }
      hash = TiledHashes.root(levels[level], 0, Tile.WIDTH);
      filled.accept(new FullTile(level, position / Tile.WIDTH, levels[level].clone(), hash));
    }
    size++; // last, so that a leaf whose tile could not be kept is not in the tree
  }

  /** The number of leaves. */
  public long size() {
    return size;
  }

  /** The root of all leaves so far. Cost: at most 255 hashes a level. */
  public byte[] root() {
    Map<Tile, byte[]> partial = partialTiles();
    return Proofs.root(size, Tile.reader(size, partial::get));
  }

  /** The partial tiles of a tree of this size, lowest level first: what {@link #load} reads. */
  public Map<Tile, byte[]> partialTiles() {
    Map<Tile, byte[]> tiles = new LinkedHashMap<>();
    for (int level = 0; level < Tile.LEVELS; level++) {
      byte[] hashes = levels[level];
      partial(level).ifPresent(tile -> tiles.put(tile, Arrays.copyOf(hashes, tile.bytes())));
    }
    return tiles;
  }

  private Optional<Tile> partial(int level) {
    return Tile.of(size, level, size >>> (Tile.HEIGHT * level) >>> Tile.HEIGHT);
  }
}
