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

  /** 32 bytes. */
  @Column(name = "leaf_hash")
  byte[] leafHash;

  /** HMAC-SHA-256 over id and leaf hash: a node wrote the row. */
  @Column(name = "mac")
  byte[] mac;

  @Column(name = "action")
  String action;

  @Column(name = "outcome")
  String outcome;

  @Column(name = "client_id")
  String client;

  /** Milliseconds since the epoch. */
  @Column(name = "recorded_at")
  long recordedAt;

  // What the entry commits to, with the salts; null where it does not.

  @Column(name = "subject")
  String subject;

  @Column(name = "subject_salt")
  byte[] subjectSalt;

  @Column(name = "address")
  String address;

  @Column(name = "address_salt")
  byte[] addressSalt;

  protected PendingEntry() {}
}
