package org.quantonium.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.quantonium.identity.Caller;
import org.quantonium.keys.KeyRing;
import org.quantonium.storage.DatabaseFailure;

/**
 * The rows of entries that wait for their index, durable once their transaction is.
 *
 * <p>A bean apart from {@link Ledger}, since a transaction begins and ends only where a call passes
 * from one bean to another.
 */
@ApplicationScoped
class PendingEntries {
  static final String INSERT =
      "insert into ledger_pending (entry_id, entry, leaf_hash, mac, action, outcome, client_id,"
          + " recorded_at, subject, subject_salt, address, address_salt)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  @Inject private KeyRing keys;

  @Resource(lookup = "java:app/jdbc/quantonium")
  private DataSource database;

  /** Inserts a row in the transaction that there is. */
  @Transactional(Transactional.TxType.MANDATORY)
  void join(Entry entry) {
    insert(entry);
  }

  /** Inserts a row in a transaction of its own: it is durable when this returns. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void alone(Entry entry) {
    insert(entry);
  }

  private void insert(Entry entry) {
    try (Connection connection = database.getConnection()) {
      insert(connection, List.of(entry));
    } catch (SQLException e) {
      throw new DatabaseFailure(e);
    }
  }

  /** Inserts rows in the connection's transaction, whatever holds it. */
  void insert(Connection connection, List<Entry> entries) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Entry entry : entries) {
        set(insert, entry);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void set(PreparedStatement row, Entry entry) throws SQLException {
    byte[] leafHash = entry.leafHash();
    row.setString(1, entry.entryId());
    row.setBytes(2, entry.bytes());
    row.setBytes(3, leafHash);
    row.setBytes(4, keys.ledgerMac(Pending.signed(entry.entryId(), leafHash)));
    row.setString(5, entry.event().action().name());
    row.setString(6, entry.event().outcome().name());
    row.setString(7, entry.event().by().map(Caller::clientId).orElse(null));
    row.setLong(8, entry.timeMillis());
    set(row, 9, entry.subject());
    set(row, 11, entry.address());
  }

  /** What an entry commits to, with the salt; null where it does not. */
  private static void set(PreparedStatement row, int column, Optional<Commitment> commitment)
      throws SQLException {
    row.setString(column, commitment.map(Commitment::value).orElse(null));
    row.setBytes(column + 1, commitment.map(Commitment::salt).orElse(null));
  }
}
