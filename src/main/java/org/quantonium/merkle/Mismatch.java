package org.quantonium.merkle;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A hash in a tile is not that of its entries.
 *
 * @param slot 0 <= slot < 256, within the tile
 * @param other at level 0, the entry of this tile that stands where this one should
 */
record Mismatch(Tile tile, int slot, OptionalLong other) {

  /**
   * Of an entry and its tile.
   *
   * @param leaf the hash of the entry
   * @param stored the tile as it is kept, 32 * width bytes
   */
  static Mismatch ofEntry(Tile tile, int slot, byte[] leaf, byte[] stored) {
    OptionalLong other = OptionalLong.empty();
    for (int i = 0; i < tile.width(); i++) {
      if (same(leaf, 0, stored, i)) {
        other = OptionalLong.of(tile.index() * Tile.WIDTH + i);
      }
    }
    return new Mismatch(tile, slot, other);
  }

  /** Whether two stretches of hashes have the same one at those places. */
  static boolean same(byte[] hashes, int slot, byte[] others, int other) {
    int from = slot * Hashes.BYTES;
    int otherFrom = other * Hashes.BYTES;
    return Arrays.equals(
        hashes, from, from + Hashes.BYTES, others, otherFrom, otherFrom + Hashes.BYTES);
  }

  /** What happened, if the entries give the signed root or if they do not. */
  String sentence(boolean entriesAreTrue) {
    if (entriesAreTrue) {
      return "%s was changed: its hash %d is not that of %s"
          .formatted(tile.path(), slot, entries("entry", "entries"));
    }
    if (other.isPresent()) {
      return "Entry %d was replaced: entry %d stands in its place"
          .formatted(first(), other.getAsLong());
    }
    return tile.level() == 0
        ? "Entry %d was changed: its hash is not the one in %s".formatted(first(), tile.path())
        : "%s were changed together with their tiles: their hash is not the one in %s"
            .formatted(entries("Entry", "Entries"), tile.path());
  }

  private String entries(String one, String many) {
    return tile.level() == 0
        ? "%s %d".formatted(one, first())
        : "%s %d to %d".formatted(many, first(), first() + count() - 1);
  }

  private long first() {
    return (tile.index() * Tile.WIDTH + slot) * count();
  }

  private long count() {
    return 1L << (Tile.HEIGHT * tile.level());
  }
}
