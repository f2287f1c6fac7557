package org.quantonium.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.quantonium.identity.Caller;
import org.quantonium.keys.KeyRing;

/**
 * The rows of entries that wait for their index, durable once their transaction is.
 *
 * <p>A bean apart from {@link Ledger}, since a transaction begins and ends only where a call passes
 * from one bean to another. In a transaction of the server's only what goes through JPA is certain
 * to be part of it (docs/adr/0020).
 */
@ApplicationScoped
class PendingEntries {
  static final String INSERT =
      "insert into ledger_pending (entry_id, entry, leaf_hash, mac, action, outcome, client_id,"
          + " recorded_at, subject, subject_salt, address, address_salt)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  @Inject private KeyRing keys;

  @PersistenceContext private EntityManager database;

  /** Inserts a row in the transaction that there is. */
  @Transactional(Transactional.TxType.MANDATORY)
  void join(Entry entry) {
    database.persist(row(entry));
  }

  /** Inserts a row in a transaction of its own: it is durable when this returns. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void alone(Entry entry) {
    database.persist(row(entry));
  }

  /** Inserts rows in the connection's own transaction, which is none of the server's. */
  void insert(Connection connection, List<PreparedEntry> entries) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (PreparedEntry entry : entries) {
        set(insert, entry.row());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The row of an entry; its MAC is made here, not while others wait to write. */
  PendingEntry row(Entry entry) {
    PendingEntry row = new PendingEntry();
    row.entryId = entry.entryId();
    row.entry = entry.bytes();
    row.leafHash = entry.leafHash();
    row.action = entry.event().action().name();
    row.outcome = entry.event().outcome().name();
    row.client = entry.event().by().map(Caller::clientId).orElse(null);
    row.recordedAt = entry.timeMillis();
    row.mac = keys.ledgerMac(Pending.signed(entry.entryId(), entry.leafHash()));
    entry
        .subject()
        .ifPresent(
            subject -> {
              row.subject = subject.value();
              row.subjectSalt = subject.salt();
            });
    entry
        .address()
        .ifPresent(
            address -> {
              row.address = address.value();
              row.addressSalt = address.salt();
            });
    return row;
  }

  private static void set(PreparedStatement insert, PendingEntry row) throws SQLException {
    insert.setString(1, row.entryId);
    insert.setBytes(2, row.entry);
    insert.setBytes(3, row.leafHash);
    insert.setBytes(4, row.mac);
    insert.setString(5, row.action);
    insert.setString(6, row.outcome);
    insert.setString(7, row.client);
    insert.setLong(8, row.recordedAt);
    insert.setString(9, row.subject);
    insert.setBytes(10, row.subjectSalt);
    insert.setString(11, row.address);
    insert.setBytes(12, row.addressSalt);
  }
}
