package org.quantonium.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entry at its place in the tree, for queries; the sequencer writes these rows. */
@Entity
@Table(name = "ledger_entry")
class LedgerEntry {
  @Id
  @Column(name = "entry_index")
  long index;

  @Column(name = "entry_id")
  String entryId;

  /** RFC 8785 JSON. */
  @Column(name = "entry")
  byte[] entry;

  /** 32 bytes. */
  @Column(name = "leaf_hash")
  byte[] leafHash;

  @Column(name = "action")
  String action;

  @Column(name = "outcome")
  String outcome;

  @Column(name = "client_id")
  String client;

  /** Milliseconds since the epoch. */
  @Column(name = "recorded_at")
  long recordedAt;

  protected LedgerEntry() {}
}
