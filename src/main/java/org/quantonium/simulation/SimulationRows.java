package org.quantonium.simulation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;

/** Inserts rows of simulations in a connection's own transaction, which is none of the server's. */
final class SimulationRows {
  private static final String INSERT =
      "insert into simulation (id, client_id, tenant, visibility, state, immediate, source_digest,"
          + " request, result, result_digest, data_kid, seconds, predicted_micros, memory_bytes,"
          + " work_total, work_done, runs, cancel_requested, problem, entry_id, leaf_hash,"
          + " entry_mac, created_at, started_at, ended_at, deadline_at, expires_at, batch,"
          + " batch_place) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, false, ?, ?,"
          + " ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private SimulationRows() {}

  static void insert(Connection connection, Collection<StoredSimulation> rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (StoredSimulation row : rows) {
        set(insert, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void set(PreparedStatement insert, StoredSimulation row) throws SQLException {
    insert.setString(1, row.id);
    insert.setString(2, row.clientId);
    insert.setString(3, row.tenant);
    insert.setString(4, row.visibility.name());
    insert.setString(5, row.state.name());
    insert.setBoolean(6, row.immediate);
    insert.setString(7, row.sourceDigest);
    insert.setBytes(8, row.request);
    insert.setBytes(9, row.result);
    insert.setString(10, row.resultDigest);
    insert.setString(11, row.dataKid);
    insert.setString(12, row.seconds);
    insert.setLong(13, row.predictedMicros);
    insert.setLong(14, row.memoryBytes);
    insert.setLong(15, row.workTotal);
    insert.setString(16, row.problem);
    insert.setString(17, row.entryId);
    insert.setString(18, row.leafHash);
    insert.setString(19, row.entryMac);
    insert.setLong(20, row.createdAt);
    insert.setObject(21, row.startedAt, Types.BIGINT);
    insert.setObject(22, row.endedAt, Types.BIGINT);
    insert.setObject(23, row.deadlineAt, Types.BIGINT);
    insert.setObject(24, row.expiresAt, Types.BIGINT);
    insert.setString(25, row.batch);
    insert.setObject(26, row.batchPlace, Types.INTEGER);
  }
}
