package org.quantonium.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.Tile;
import org.quantonium.merkle.TreeEdge;

/**
 * Compares the database with itself: every entry with its leaf, every tile with those below it, and
 * the head with them all. What it finds, it names.
 *
 * <p>Cost: reads and hashes every entry that it is asked for.
 */
final class Audit {
  private static final int FINDINGS = 10;

  private final Connection connection;
  private final Tables tables;
  private final List<String> findings = new ArrayList<>();

  private Audit(Connection connection) {
    this.connection = connection;
    this.tables = new Tables(connection);
  }

  /**
   * Audits the tree.
   *
   * @param head the database's
   * @param newest how many of the newest entries are hashed again; tiles are, in whole, from the
   *     first of these on
   * @return at most ten sentences, none if all is well
   */
  static List<String> run(Connection connection, Head head, long newest) throws SQLException {
    Audit audit = new Audit(connection);
    long first = Math.max(0, head.size() - newest) / Tile.WIDTH * Tile.WIDTH;
    try {
      audit.entries(first, head.size());
      audit.tiles(first, head.size());
      audit.root(head);
    } catch (LedgerBroken missing) {
      audit.findings.add(missing.getMessage());
    }
    return audit.findings.subList(0, Math.min(FINDINGS, audit.findings.size()));
  }

  private void entries(long first, long size) throws SQLException {
    for (long from = first; from < size && findings.size() < FINDINGS; from += Tile.WIDTH) {
      int width = (int) Math.min(Tile.WIDTH, size - from);
      bundle(from, width, leaves(new Tile(0, from / Tile.WIDTH, width)));
    }
    try (PreparedStatement query =
        connection.prepareStatement("select max(entry_index) from ledger_entry")) {
      try (ResultSet row = query.executeQuery()) {
        row.next();
        long last = row.getLong(1);
        // Read after the entries: other nodes go on meanwhile, and the head moves with them.
        if (!row.wasNull() && last >= tables.head().size()) {
          findings.add("Entry " + last + " was inserted past the head of " + size + " entries");
        }
      }
    }
  }

  /** Empty if they cannot be read: which entries are missing is found all the same. */
  private byte[] leaves(Tile tile) throws SQLException {
    try {
      return tables.tile(tile);
    } catch (LedgerBroken e) {
      findings.add(e.getMessage());
      return new byte[0];
    }
  }

  private void bundle(long from, int width, byte[] leaves) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select entry_index, entry from ledger_entry"
                + " where entry_index >= ? and entry_index < ? order by entry_index")) {
      query.setLong(1, from);
      query.setLong(2, from + width);
      try (ResultSet row = query.executeQuery()) {
        long expected = from;
        while (row.next()) {
          long index = row.getLong(1);
          missing(expected, index);
          expected = index + 1;
          int at = (int) (index - from) * Hashes.BYTES;
          byte[] leaf = Hashes.leaf(row.getBytes(2));
          if (leaves.length > 0
              && !Arrays.equals(leaf, 0, Hashes.BYTES, leaves, at, at + Hashes.BYTES)) {
            findings.add("Entry " + index + " was changed: the tree holds another hash for it");
          }
        }
        missing(expected, from + width);
      }
    }
  }

  private void missing(long from, long to) {
    if (from < to) {
      findings.add(
          to - from == 1
              ? "Entry " + from + " was deleted"
              : "Entries " + from + " to " + (to - 1) + " were deleted");
    }
  }

  /** Each full tile's root is what stands for it a level up, in row and in tile. */
  private void tiles(long first, long size) throws SQLException {
    long leaf = first;
    int level = 0;
    for (long full = size / Tile.WIDTH; full > 0; full /= Tile.WIDTH) {
      leaf /= Tile.WIDTH;
      for (long index = leaf; index < full && findings.size() < FINDINGS; index++) {
        tile(new Tile(level, index, Tile.WIDTH), full);
      }
      level++;
    }
  }

  private void tile(Tile tile, long full) throws SQLException {
    byte[] hashes = tables.tile(tile);
    byte[] root = root(hashes);
    int width = (int) Math.min(Tile.WIDTH, full - tile.index() / Tile.WIDTH * Tile.WIDTH);
    byte[] above = tables.tile(new Tile(tile.level() + 1, tile.index() / Tile.WIDTH, width));
    int at = (int) (tile.index() % Tile.WIDTH) * Hashes.BYTES;
    if (!Arrays.equals(root, Arrays.copyOfRange(above, at, at + Hashes.BYTES))) {
      findings.add("The hashes of " + tile.path() + " were changed: their root is another");
    }
  }

  private static byte[] root(byte[] hashes) {
    TreeEdge tile = TreeEdge.load(0, none -> hashes);
    for (int at = 0; at < hashes.length; at += Hashes.BYTES) {
      tile.append(Arrays.copyOfRange(hashes, at, at + Hashes.BYTES), full -> {});
    }
    return tile.root();
  }

  private void root(Head head) {
    TreeEdge edge = TreeEdge.load(head.size(), TilesOf.head(tables));
    byte[] root = head.size() == 0 ? Hashes.emptyRoot() : edge.root();
    if (!Arrays.equals(root, head.root())) {
      findings.add("The head of " + head.size() + " entries has another root than its tiles");
    }
  }
}
