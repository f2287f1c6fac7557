package org.quantonium.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Base64;
import org.quantonium.merkle.Hashes;
import org.quantonium.problem.Json;

/** Where events are written. */
@ApplicationScoped
public class Ledger {
  @PersistenceContext private EntityManager database;

  private final Clock clock = Clock.systemUTC();

  /**
   * Writes an entry in the transaction of the act that it records: both are there, or neither.
   *
   * <p>Cost: one insert. Many run at once; no lock is taken.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Receipt append(Event event) {
    PendingEntry row = new PendingEntry();
    row.createdAt = clock.millis();
    row.entryId = TimeOrderedId.next(row.createdAt);
    row.entry = Json.write(event.members(row.entryId, row.createdAt));
    row.leafHash = Base64.getEncoder().encodeToString(Hashes.leaf(row.entry));
    database.persist(row);
    return new Receipt(row.entryId, row.leafHash);
  }
}
