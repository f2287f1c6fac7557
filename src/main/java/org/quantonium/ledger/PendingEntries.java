package org.quantonium.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.quantonium.identity.Caller;
import org.quantonium.keys.KeyRing;

/**
 * The rows of entries that wait for their index.
 *
 * <p>A bean apart from {@link Ledger}, since a transaction begins and ends only where a call passes
 * from one bean to another.
 */
@ApplicationScoped
class PendingEntries {
  @Inject private KeyRing keys;

  @PersistenceContext private EntityManager database;

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
    database.persist(row);
  }
}
