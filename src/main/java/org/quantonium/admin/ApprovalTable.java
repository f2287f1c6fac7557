package org.quantonium.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quantonium.admin.Approval.State;
import org.quantonium.storage.Sql;

/** The table {@code approval}. */
final class ApprovalTable {
  private static final String COLUMNS =
      "select id, operation, target, request, proposed_by, created_at, expires_at, state,"
          + " coalesce(decided_by, '') from approval where ";

  private final Sql sql;

  ApprovalTable(Sql sql) {
    this.sql = sql;
  }

  void insert(Approval approval) {
    sql.update(
        "insert into approval (id, operation, target, request, proposed_by, created_at, expires_at,"
            + " state) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        approval.id(),
        approval.operation().name(),
        approval.target(),
        approval.request(),
        approval.proposedBy(),
        approval.createdAt().toEpochMilli(),
        approval.expiresAt().toEpochMilli(),
        approval.state().name());
  }

  /**
   * Ends one that waits: compare and set.
   *
   * @return false if it waits no more
   */
  boolean decide(String id, State end, String clientId, Instant now) {
    return sql.update(
            "update approval set state = ?1, decided_by = ?2"
                + " where id = ?3 and state = ?4 and expires_at > ?5",
            end.name(),
            clientId,
            id,
            State.PENDING.name(),
            now.toEpochMilli())
        == 1;
  }

  Optional<Approval> find(String id) {
    return sql.rows(COLUMNS + "id = ?1", id).stream().findFirst().map(ApprovalTable::approval);
  }

  /** Those that wait, oldest first. */
  List<Approval> waiting(Instant now) {
    return sql
        .rows(
            COLUMNS + "state = ?1 and expires_at > ?2 order by created_at, id",
            State.PENDING.name(),
            now.toEpochMilli())
        .stream()
        .map(ApprovalTable::approval)
        .toList();
  }

  /** Forgets those that were proposed before then; what became of them stands in the ledger. */
  void forget(Instant before) {
    sql.update("delete from approval where created_at < ?1", before.toEpochMilli());
  }

  private static Approval approval(Object[] row) {
    return new Approval(
        (String) row[0],
        Operation.valueOf((String) row[1]),
        (String) row[2],
        (String) row[3],
        (String) row[4],
        Instant.ofEpochMilli(((Number) row[5]).longValue()),
        Instant.ofEpochMilli(((Number) row[6]).longValue()),
        State.valueOf((String) row[7]),
        Optional.ofNullable((String) row[8]).filter(name -> !name.isEmpty()));
  }
}
