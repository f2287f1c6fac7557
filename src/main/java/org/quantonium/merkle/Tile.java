package org.quantonium.merkle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of the tree: up to 256 neighbouring hashes of one level, C2SP tlog-tiles.
 *
 * <pre>
 *   level 1   | hash of tile 0/0 | hash of tile 0/1 | ...          each hash: 65,536 / 256 leaves
 *   level 0   | leaf 0 ... 255   | leaf 256 ... 511 | ...          each hash: one leaf
 *
 *   tile/0/x001/067        level 0, index 1,067, full: 8,192 bytes
 *   tile/0/x001/067.p/5    its first 5 hashes: 160 bytes
 * </pre>
 *
 * <p>Hash i of tile n at level l is that of the 256^l leaves from (256 n + i) 256^l. The levels
 * between are not stored: they come from hashing. A tile that is not full is never hashed into the
 * level above.
 *
 * @param level 0 <= level <= 7
 * @param index index >= 0
 * @param width 1 <= width <= 256, in hashes
 */
public record Tile(int level, long index, int width) {
  /** The hashes of a full tile. */
  public static final int WIDTH = 256;

  /** The levels of the tree that a tile spans. */
  static final int HEIGHT = 8;

  static final int LEVELS = 8;

  private static final Pattern LEVEL = Pattern.compile("(tile/([0-7])/).*");

  public Tile {
    if (level < 0 || level >= LEVELS) {
      throw new IllegalArgumentException("The level of a tile is 0 to 7");
    }
    new TilePath(index, width);
  }

  public String path() {
    return new TilePath(index, width).under("tile/" + level + "/");
  }

  /** Empty unless {@link #path} gives back the very same path. */
  public static Optional<Tile> parse(String path) {
    Matcher form = LEVEL.matcher(path);
    if (!form.matches()) {
      return Optional.empty();
    }
    int level = Integer.parseInt(form.group(2));
    return TilePath.parse(form.group(1), path).map(at -> new Tile(level, at.index(), at.width()));
  }

  public boolean full() {
    return width == WIDTH;
  }

  int bytes() {
    return width * Hashes.BYTES;
  }

  /** The tile at that place in a tree of that size, as wide as the tree has it; empty if not. */
  static Optional<Tile> of(long treeSize, int level, long index) {
    // Two shifts, since one by 64 would be none.
    long before = treeSize >>> (HEIGHT * level) >>> HEIGHT;
    if (index < before) {
      return Optional.of(new Tile(level, index, WIDTH));
    }
    int width = (int) (treeSize >>> (HEIGHT * level)) & (WIDTH - 1);
    return index == before && width > 0
        ? Optional.of(new Tile(level, index, width))
        : Optional.empty();
  }

  /**
   * Reads hashes out of the tiles of a tree: full tiles where the tree has them full, else the
   * partial tile of that size.
   *
   * <p>Keeps every tile that it reads, 8 KiB each, so use one reader for one proof. Cost of a hash:
   * one tile if it is new, and at most 127 hashes. Not for use by several threads at once.
   *
   * @param treeSize treeSize >= 0, in leaves
   * @throws IllegalArgumentException from the reader if a subtree is asked that is not in the tree
   * @throws IllegalStateException from the reader if a tile has not 32 * width bytes
   */
  public static HashReader reader(long treeSize, TileReader tiles) {
    return new TiledHashes(treeSize, tiles);
  }
}
