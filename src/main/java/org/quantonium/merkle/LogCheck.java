package org.quantonium.merkle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Recomputes a log from its entries and compares every tile and the root on the way.
 *
 * <p>Memory does not grow with the log: one bundle, one tile, the edge of the tree, and at most 20
 * mismatches a level. Cost: each file read once, two hashes an entry.
 */
final class LogCheck {
  private static final int MAX_MISMATCHES = 20;

  private final LogFiles log;
  private final Checkpoint checkpoint;
  private final Report report;
  private final TreeEdge edge = TreeEdge.load(0, tile -> new byte[0]);
  private final List<List<Mismatch>> mismatches = new ArrayList<>();
  private final long[] unlisted = new long[Tile.LEVELS];

  LogCheck(LogFiles log, Checkpoint checkpoint, Report report) {
    this.log = log;
    this.checkpoint = checkpoint;
    this.report = report;
    for (int level = 0; level < Tile.LEVELS; level++) {
      mismatches.add(new ArrayList<>());
    }
  }

  /**
   * Goes through the log and reports.
   *
   * @param sizes at which sizes the root is wanted
   * @return the root at each, if the entries give the signed root; else nothing
   * @throws NotVerified if a file is missing or malformed, or has not as many entries as it should
   */
  Map<Long, byte[]> run(Set<Long> sizes, Progress progress) throws IOException, NotVerified {
    Map<Long, byte[]> roots = new HashMap<>();
    if (sizes.contains(0L)) {
      roots.put(0L, edge.root());
    }
    for (long index = 0; edge.size() < checkpoint.size(); index++) {
      int width = (int) Math.min(Tile.WIDTH, checkpoint.size() - index * Tile.WIDTH);
      List<FullTile> filled = new ArrayList<>();
      for (byte[] leaf : leaves(new Tile(0, index, width))) {
        edge.append(leaf, filled::add);
        if (sizes.contains(edge.size())) {
          roots.put(edge.size(), edge.root());
        }
      }
      for (FullTile tile : filled) {
        compareAbove(new Tile(tile.level(), tile.index(), Tile.WIDTH), tile.hashes());
      }
      progress.at(edge.size(), checkpoint.size());
    }
    for (Map.Entry<Tile, byte[]> partial : edge.partialTiles().entrySet()) {
      compareAbove(partial.getKey(), partial.getValue());
    }
    boolean entriesAreTrue = Arrays.equals(edge.root(), checkpoint.root());
    report(entriesAreTrue);
    return entriesAreTrue ? roots : Map.of();
  }

  /** The hashes of a bundle's entries, each compared with its tile. */
  private List<byte[]> leaves(Tile tile) throws IOException, NotVerified {
    List<byte[]> leaves =
        log.entries(tile.index(), tile.width()).stream().map(Hashes::leaf).toList();
    byte[] stored = log.tile(tile);
    int first = 0;
    int both = Math.min(leaves.size(), tile.width());
    while (first < both && Mismatch.same(leaves.get(first), 0, stored, first)) {
      first++;
    }
    if (leaves.size() != tile.width()) {
      throw new NotVerified(
          "%s: %s has %d, not %d, and the first that does not fit is entry %d"
              .formatted(
                  leaves.size() < tile.width() ? "Entries were deleted" : "Entries were inserted",
                  EntryBundle.path(tile.index(), tile.width()),
                  leaves.size(),
                  tile.width(),
                  tile.index() * Tile.WIDTH + first));
    }
    for (int slot = first; slot < tile.width(); slot++) {
      if (!Mismatch.same(leaves.get(slot), 0, stored, slot)) {
        add(Mismatch.ofEntry(tile, slot, leaves.get(slot), stored));
      }
    }
    return leaves;
  }

  private void compareAbove(Tile tile, byte[] hashes) throws IOException, NotVerified {
    if (tile.level() == 0) {
      return; // done with its entries
    }
    byte[] stored = log.tile(tile);
    for (int slot = 0; slot < tile.width(); slot++) {
      if (!Mismatch.same(hashes, slot, stored, slot)) {
        add(new Mismatch(tile, slot, OptionalLong.empty()));
      }
    }
  }

  private void add(Mismatch mismatch) {
    List<Mismatch> level = mismatches.get(mismatch.tile().level());
    if (level.size() < MAX_MISMATCHES) {
      level.add(mismatch);
    } else {
      unlisted[mismatch.tile().level()]++;
    }
  }

  /** With false entries, what is wrong above the lowest wrong level only follows from it. */
  private void report(boolean entriesAreTrue) {
    boolean found = false;
    for (int level = 0; level < Tile.LEVELS && (entriesAreTrue || !found); level++) {
      for (Mismatch mismatch : mismatches.get(level)) {
        found = true;
        report.finding(mismatch.sentence(entriesAreTrue));
      }
      if (unlisted[level] > 0) {
        report.finding("And %d more like these".formatted(unlisted[level]));
      }
    }
    if (!entriesAreTrue && !found) {
      report.finding(
          "The tree was rewritten: its %s and its tiles do not give the root of the checkpoint"
              .formatted(Report.entries(checkpoint.size())));
    }
    if (entriesAreTrue && !found) {
      report.verified(
          "The log is whole: %s and all tiles give the root of the checkpoint"
              .formatted(Report.entries(checkpoint.size())));
    }
  }
}
