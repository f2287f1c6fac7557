package org.quantonium.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantonium.merkle.FullTile;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.Tile;
import org.quantonium.storage.UniqueViolation;

/**
 * The statements of sequencer, publisher and proofs, on one connection; the same for H2 and
 * PostgreSQL. What is not here the application's database role need not be allowed.
 */
final class Tables {
  private static final String INSERT_ENTRIES =
      "insert into ledger_entry (entry_index, entry_id, entry, leaf_hash, action, outcome,"
          + " client_id, recorded_at)"
          + " select ? + row_number() over (order by entry_id), entry_id, entry, leaf_hash,"
          + " action, outcome, client_id, recorded_at"
          + " from ledger_pending where entry_id = any (?)";

  /** By number again: a join with what was just inserted gets a plan that grows with the log. */
  private static final String INSERT_PERSONS =
      "insert into ledger_person (entry_index, subject, subject_salt, address, address_salt)"
          + " select n, subject, subject_salt, address, address_salt from"
          + " (select ? + row_number() over (order by entry_id) as n, subject, subject_salt,"
          + " address, address_salt from ledger_pending where entry_id = any (?)) numbered"
          + " where subject is not null or address is not null";

  private final Connection connection;

  Tables(Connection connection) {
    this.connection = connection;
  }

  /** The head, its row locked until the transaction ends; empty while another node has it. */
  Optional<Head> lockHead() throws SQLException {
    return queryHead(" for update skip locked");
  }

  Head head() throws SQLException {
    return queryHead("").orElseThrow(() -> new LedgerBroken("The row of ledger_head was deleted"));
  }

  private Optional<Head> queryHead(String lock) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select origin, tree_size, root from ledger_head where id = 1" + lock);
        ResultSet row = query.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Head(
                  row.getString(1), row.getLong(2), Base64.getDecoder().decode(row.getString(3))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new LedgerBroken("The root in ledger_head is not base64");
    }
  }

  /** Names the log, unless another node was first. */
  void setOrigin(String origin) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update ledger_head set origin = ? where id = 1 and origin is null")) {
      update.setString(1, origin);
      update.executeUpdate();
    }
  }

  void moveHead(long size, byte[] root) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update ledger_head set tree_size = ?, root = ? where id = 1")) {
      update.setLong(1, size);
      update.setString(2, Base64.getEncoder().encodeToString(root));
      update.executeUpdate();
    }
  }

  /** The oldest pending rows, in the order of their ids. */
  List<Pending> pending(int limit) throws SQLException {
    List<Pending> rows = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select entry_id, entry, leaf_hash, mac from ledger_pending"
                + " order by entry_id limit ?")) {
      query.setInt(1, limit);
      query.setFetchSize(limit);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Pending(row.getString(1), row.getBytes(2), row.getBytes(3), row.getBytes(4)));
        }
      }
    }
    return rows;
  }

  /** Whether more than so many rows wait. Cost: an index entry for each. */
  boolean morePendingThan(int count) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select entry_id from ledger_pending order by entry_id limit 1 offset ?")) {
      query.setInt(1, count);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Milliseconds since the epoch; empty if nothing waits. */
  OptionalLong oldestPending() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("select min(entry_id) from ledger_pending");
        ResultSet row = query.executeQuery()) {
      row.next();
      String id = row.getString(1);
      return id == null ? OptionalLong.empty() : OptionalLong.of(TimeOrderedId.epochMillis(id));
    }
  }

  /**
   * Moves pending rows to the tree's end. The rows do not pass through this process again: they are
   * numbered in the order in which {@link #pending} gave them.
   *
   * @throws LedgerBroken if one is not there any more
   */
  void sequence(long first, List<Pending> batch, List<FullTile> tiles) throws SQLException {
    Array ids = connection.createArrayOf("varchar", batch.stream().map(Pending::entryId).toArray());
    try (PreparedStatement entries = connection.prepareStatement(INSERT_ENTRIES);
        PreparedStatement persons = connection.prepareStatement(INSERT_PERSONS);
        PreparedStatement delete =
            connection.prepareStatement("delete from ledger_pending where entry_id = any (?)")) {
      entries.setLong(1, first - 1);
      entries.setArray(2, ids);
      int inserted = entries.executeUpdate();
      persons.setLong(1, first - 1);
      persons.setArray(2, ids);
      persons.executeUpdate();
      insertTiles(tiles);
      delete.setArray(1, ids);
      int deleted = delete.executeUpdate();
      if (inserted != batch.size() || deleted != batch.size()) {
        throw new LedgerBroken(
            "Pending entries were deleted in the database: "
                + deleted
                + " of "
                + batch.size()
                + " were there to be moved");
      }
    }
  }

  private void insertTiles(List<FullTile> tiles) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into ledger_tile (tile_level, tile_index, hashes, root)"
                + " values (?, ?, ?, ?)")) {
      for (FullTile tile : tiles) {
        insert.setLong(1, tile.level());
        insert.setLong(2, tile.index());
        insert.setBytes(3, tile.hashes());
        insert.setBytes(4, tile.root());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Where an entry stands in the tree; empty while it waits, or is none. */
  OptionalLong indexOf(String entryId) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select entry_index from ledger_entry where entry_id = ?")) {
      query.setString(1, entryId);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** The newest signed checkpoint. */
  Optional<String> latestCheckpoint() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select note from ledger_checkpoint order by tree_size desc limit 1");
        ResultSet row = query.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  /**
   * Keeps a signed checkpoint, by itself; one of this size that another node signed meanwhile is
   * the same.
   */
  void insertCheckpoint(long size, String note, long signedAt) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into ledger_checkpoint (tree_size, note, signed_at) values (?, ?, ?)")) {
      insert.setLong(1, size);
      insert.setString(2, note);
      insert.setLong(3, signedAt);
      insert.executeUpdate();
    } catch (SQLException e) {
      if (!UniqueViolation.isBehind(e)) {
        throw e;
      }
    }
  }

  /**
   * The hashes of a tile, put together from leaves or from the roots of the tiles below where it is
   * not full.
   *
   * @throws LedgerBroken if one is missing
   */
  byte[] tile(Tile tile) throws SQLException {
    if (tile.full()) {
      return fullTile(tile);
    }
    String query =
        tile.level() == 0
            ? "select leaf_hash from ledger_entry where entry_index >= ? and entry_index < ?"
                + " order by entry_index"
            : "select root from ledger_tile where tile_index >= ? and tile_index < ?"
                + " and tile_level = ? order by tile_index";
    byte[] hashes = new byte[tile.width() * Hashes.BYTES];
    long first = tile.index() * Tile.WIDTH;
    int count = 0;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, first);
      statement.setLong(2, first + tile.width());
      if (tile.level() > 0) {
        statement.setLong(3, tile.level() - 1);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          byte[] hash = sized(row.getBytes(1), Hashes.BYTES, tile);
          System.arraycopy(hash, 0, hashes, count++ * Hashes.BYTES, Hashes.BYTES);
        }
      }
    }
    if (count != tile.width()) {
      throw new LedgerBroken(
          "Of the " + tile.width() + " hashes of " + tile.path() + " " + count + " are there");
    }
    return hashes;
  }

  private byte[] fullTile(Tile tile) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select hashes from ledger_tile where tile_level = ? and tile_index = ?")) {
      statement.setLong(1, tile.level());
      statement.setLong(2, tile.index());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new LedgerBroken("The row of " + tile.path() + " is gone from ledger_tile");
        }
        return sized(row.getBytes(1), Tile.WIDTH * Hashes.BYTES, tile);
      }
    }
  }

  private static byte[] sized(byte[] hashes, int length, Tile tile) {
    if (hashes == null || hashes.length != length) {
      throw new LedgerBroken("A hash of " + tile.path() + " was cut or removed");
    }
    return hashes;
  }
}
