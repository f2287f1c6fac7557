package org.quantonium.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.quantonium.merkle.FullTile;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.TreeEdge;

/**
 * Gives pending entries their indexes, on whichever node holds the lock of the head's row.
 *
 * <p>A batch is one transaction: entries, tiles and head move together, or nothing does. Used by
 * one thread at a time.
 */
final class Sequencer {
  static final int BATCH = 2_048;

  /** SQLSTATE class of a key that is there already. */
  private static final String BROKEN_RULE = "23";

  private final DataSource database;
  private final UnaryOperator<byte[]> mac;

  /** The tree's edge after this node's last batch; null if it must be read again. */
  private TreeEdge edge;

  /**
   * @param mac HMAC by which nodes know each other's pending rows, see {@link Pending#signed}
   */
  Sequencer(DataSource database, UnaryOperator<byte[]> mac) {
    this.database = database;
    this.mac = mac;
  }

  /**
   * Sequences one batch.
   *
   * @return how many entries, at most {@link #BATCH}; 0 if nothing waits or another node is at it
   * @throws LedgerBroken if a pending row is not genuine or the tree is not what its head says
   */
  int sequence() throws SQLException {
    TreeEdge current = edge;
    edge = null;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int count = sequence(new Tables(connection), current);
        connection.commit();
        return count;
      } catch (Throwable e) {
        // An Error too: what comes next would commit entries and tiles without their head.
        edge = null;
        connection.rollback();
        if (e instanceof SQLException sql && BROKEN_RULE.equals(sqlClass(sql))) {
          throw new LedgerBroken(
              "An entry or a tile stands already where the next one belongs: " + sql.getMessage());
        }
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static String sqlClass(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state.substring(0, Math.min(2, state.length()));
  }

  private int sequence(Tables tables, TreeEdge current) throws SQLException {
    Optional<Head> locked = tables.lockHead();
    if (locked.isEmpty()) {
      return 0;
    }
    Head head = locked.get();
    List<Pending> rows = tables.pending(BATCH);
    if (rows.isEmpty()) {
      edge = current;
      return 0;
    }
    TreeEdge grown =
        current != null && agrees(current, head)
            ? current
            : TreeEdge.load(head.size(), TilesOf.head(tables));
    if (!agrees(grown, head)) {
      throw new LedgerBroken(
          "The head of " + head.size() + " entries has another root than its entries and tiles");
    }
    List<FullTile> tiles = new ArrayList<>();
    for (Pending row : rows) {
      row.check(mac);
      grown.append(row.leafHash(), tiles::add);
    }
    tables.sequence(head.size(), rows, tiles);
    tables.moveHead(grown.size(), grown.root());
    edge = grown;
    return rows.size();
  }

  private static boolean agrees(TreeEdge edge, Head head) {
    byte[] root = edge.size() == 0 ? Hashes.emptyRoot() : edge.root();
    return edge.size() == head.size() && Arrays.equals(root, head.root());
  }
}
