package org.quantonium.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.quantonium.ledger.Receipts;
import org.quantonium.ledger.Recorded;

/** A finished simulation. */
@Entity
@Table(name = "simulation")
class StoredSimulation {
  /** UUIDv7: its order is the order of creation. */
  @Id
  @Column(name = "id")
  String id;

  @Column(name = "client_id")
  String clientId;

  @Column(name = "tenant")
  String tenant;

  @Enumerated(EnumType.STRING)
  @Column(name = "visibility")
  Visibility visibility;

  /** Base64 of SHA-256 of the OpenQASM source's UTF-8 bytes. */
  @Column(name = "source_digest")
  String sourceDigest;

  /** JSON, as it is sent. */
  @Column(name = "result")
  byte[] result;

  /** Base64 of SHA-256 of {@link #result}. */
  @Column(name = "result_digest")
  String resultDigest;

  /**
   * JSON object of wall-clock seconds by phase; not part of the result, since no run repeats it.
   */
  @Column(name = "seconds")
  String seconds;

  @Column(name = "entry_id")
  String entryId;

  @Column(name = "leaf_hash")
  String leafHash;

  @Column(name = "entry_mac")
  String entryMac;

  /** Milliseconds since the epoch. */
  @Column(name = "created_at")
  long createdAt;

  protected StoredSimulation() {}

  SimulationSummary summary() {
    return SimulationSummary.of(id, createdAt, visibility, sourceDigest);
  }

  SimulationView view(Receipts receipts) {
    return new SimulationView(
        summary(),
        seconds,
        resultDigest,
        receipts.of(new Recorded(entryId, leafHash, entryMac)),
        new String(result, UTF_8));
  }
}
