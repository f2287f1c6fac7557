package org.quantonium.merkle;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Looks for a leaf in the tiles of a log, having made sure that they give the signed root.
 *
 * <p>Entries are not read, so no token is needed. Cost: the tiles of level 0, one hash a leaf.
 */
final class LeafSearch {
  private LeafSearch() {}

  /** Empty if no leaf of the tree has that hash. */
  static OptionalLong find(byte[] leafHash, LogFiles log, Checkpoint checkpoint, Progress progress)
      throws IOException, NotVerified {
    OptionalLong found = OptionalLong.empty();
    TreeEdge edge = TreeEdge.load(0, tile -> new byte[0]);
    for (long index = 0; edge.size() < checkpoint.size(); index++) {
      int width = (int) Math.min(Tile.WIDTH, checkpoint.size() - edge.size());
      byte[] hashes = log.tile(new Tile(0, index, width));
      for (int slot = 0; slot < width; slot++) {
        int from = slot * Hashes.BYTES;
        byte[] leaf = Arrays.copyOfRange(hashes, from, from + Hashes.BYTES);
        if (Arrays.equals(leaf, leafHash)) {
          found = OptionalLong.of(edge.size());
        }
        edge.append(leaf, tile -> {});
      }
      progress.at(edge.size(), checkpoint.size());
    }
    if (!Arrays.equals(edge.root(), checkpoint.root())) {
      throw new NotVerified("The tiles of the log do not give the root of its checkpoint");
    }
    return found;
  }
}
