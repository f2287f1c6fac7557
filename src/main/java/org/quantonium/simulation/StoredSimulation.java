package org.quantonium.simulation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.quantonium.ledger.Recorded;
import org.quantonium.limits.Waiting;

/** A simulation, from its submission on. Times are milliseconds since the epoch. */
@Entity
@Table(name = "simulation")
class StoredSimulation {
  /** The column that {@link #result} is sealed for. */
  static final String RESULT = "result";

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

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  SimulationState state;

  /** Ran within its request: the answer was the first delivery to its owner. */
  @Column(name = "immediate")
  boolean immediate;

  /** Base64 of SHA-256 of the OpenQASM source's UTF-8 bytes. */
  @Column(name = "source_digest")
  String sourceDigest;

  /** A {@link KeptRequest}, sealed. */
  @Column(name = "request")
  byte[] request;

  /** JSON, as it is sent, sealed; in clear if there is no {@link #dataKid}. */
  @Column(name = "result")
  byte[] result;

  /** Base64 of SHA-256 of the result before it was sealed. */
  @Column(name = "result_digest")
  String resultDigest;

  /** The key that sealed request and result. */
  @Column(name = "data_kid")
  String dataKid;

  /**
   * JSON object of wall-clock seconds by phase; not part of the result, since no run repeats it.
   */
  @Column(name = "seconds")
  String seconds;

  @Column(name = "predicted_micros")
  long predictedMicros;

  @Column(name = "memory_bytes")
  long memoryBytes;

  /** Amplitude updates, as predicted. */
  @Column(name = "work_total")
  long workTotal;

  @Column(name = "work_done")
  long workDone;

  /** Which run this is: only that run can end it. */
  @Column(name = "run_id")
  String runId;

  /** How often it was begun. */
  @Column(name = "runs")
  long runs;

  @Column(name = "cancel_requested")
  boolean cancelRequested;

  /** JSON: the problem document of a failure. */
  @Column(name = "problem")
  String problem;

  /** The last entry in the ledger about it: of its submission, then of its end. */
  @Column(name = "entry_id")
  String entryId;

  @Column(name = "leaf_hash")
  String leafHash;

  @Column(name = "entry_mac")
  String entryMac;

  @Column(name = "created_at")
  long createdAt;

  @Column(name = "started_at")
  Long startedAt;

  @Column(name = "ended_at")
  Long endedAt;

  @Column(name = "deadline_at")
  Long deadlineAt;

  @Column(name = "expires_at")
  Long expiresAt;

  /** With which others it was submitted; null if it was alone. */
  @Column(name = "batch")
  String batch;

  /** Which of them it is, from 0. */
  @Column(name = "batch_place")
  Integer batchPlace;

  protected StoredSimulation() {}

  /** A row of {@link SimulationStore#outlines}. */
  static StoredSimulation outline(Object[] columns) {
    StoredSimulation row = new StoredSimulation();
    row.id = (String) columns[0];
    row.clientId = (String) columns[1];
    row.tenant = (String) columns[2];
    row.visibility = (Visibility) columns[3];
    row.state = (SimulationState) columns[4];
    row.sourceDigest = (String) columns[5];
    row.resultDigest = (String) columns[6];
    row.seconds = (String) columns[7];
    row.predictedMicros = (long) columns[8];
    row.workTotal = (long) columns[9];
    row.workDone = (long) columns[10];
    row.problem = (String) columns[11];
    row.entryId = (String) columns[12];
    row.leafHash = (String) columns[13];
    row.entryMac = (String) columns[14];
    row.createdAt = (long) columns[15];
    row.startedAt = (Long) columns[16];
    row.endedAt = (Long) columns[17];
    row.expiresAt = (Long) columns[18];
    row.batchPlace = (Integer) columns[19];
    return row;
  }

  void recordedAs(Recorded recorded) {
    entryId = recorded.entryId();
    leafHash = recorded.leafHash();
    entryMac = recorded.mac();
  }

  Waiting waiting() {
    return new Waiting(id, tenant, clientId, predictedMicros * 1e-6, memoryBytes, createdAt);
  }
}
