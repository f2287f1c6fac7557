package org.quantonium.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entry that is durable and waits for its index. */
@Entity
@Table(name = "ledger_pending")
class PendingEntry {
  @Id
  @Column(name = "entry_id")
  String entryId;

  /** RFC 8785 JSON. */
  @Column(name = "entry")
  byte[] entry;

  /** Base64 of 32 bytes. */
  @Column(name = "leaf_hash")
  String leafHash;

  /** Milliseconds since the epoch. */
  @Column(name = "created_at")
  long createdAt;

  protected PendingEntry() {}
}
