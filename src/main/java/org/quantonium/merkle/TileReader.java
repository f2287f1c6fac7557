package org.quantonium.merkle;

/** Fetches tiles from wherever they are kept. */
@FunctionalInterface
public interface TileReader {
  /**
   * The hashes of a tile, one after the other.
   *
   * @return exactly 32 * width bytes, which nobody changes afterwards
   */
  byte[] read(Tile tile);
}
