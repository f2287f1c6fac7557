package org.quantonium.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.quantonium.identity.Scopes;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.storage.Sql;

/**
 * Changes of the table {@code client}, each of what it names and of nothing else, so that it undoes
 * nothing that another transaction does to the same row.
 */
final class ClientTable {
  private static final String HOLDS = "' ' || scopes || ' ' like ";

  private final Sql sql;

  ClientTable(Sql sql) {
    this.sql = sql;
  }

  /**
   * Lets no other transaction change clients until this one ends; to be called first.
   *
   * @return since when two administrators are needed for some acts; empty: not yet
   */
  Optional<Instant> lock() {
    Object since =
        sql.rows("select id, four_eyes_since from administration where id = 1 for update")
            .get(0)[1];
    return Optional.ofNullable((Number) since).map(n -> Instant.ofEpochMilli(n.longValue()));
  }

  /**
   * Sets what an administrator may set.
   *
   * @param version that it has; the next one afterwards
   * @return false if it has another version
   */
  boolean change(String clientId, long version, ClientAttributes to) {
    return sql.update(
            "update client set name = ?1, scopes = ?2, expires_at = nullif(?3, 0),"
                + " bound_tokens = ?4, version = version + 1 where client_id = ?5 and version = ?6",
            to.name(),
            String.join(" ", new TreeSet<>(to.scopes())),
            to.end().map(Instant::toEpochMilli).orElse(0L),
            to.boundTokens(),
            clientId,
            version)
        == 1;
  }

  void setEnabled(String clientId, boolean enabled) {
    sql.update(
        "update client set enabled = ?1, version = version + 1 where client_id = ?2",
        enabled,
        clientId);
  }

  /** It gained something now. */
  void trustFrom(String clientId, Instant now) {
    sql.update(
        "update client set trusted_since = ?1 where client_id = ?2", now.toEpochMilli(), clientId);
  }

  /**
   * Gives a client another secret.
   *
   * @param oldEnd until when the one that it had is good; not later than now: no longer
   */
  void giveSecret(String clientId, String kid, byte[] mac, Instant now, Instant oldEnd) {
    sql.update(
        "update client set old_secret_number = secret_number, old_secret_kid = secret_kid,"
            + " old_secret_mac = secret_mac, old_secret_created_at = secret_created_at,"
            + " old_secret_expires_at = ?1, secret_number = secret_number + 1, secret_kid = ?2,"
            + " secret_mac = ?3, secret_created_at = ?4 where client_id = ?5",
        oldEnd.toEpochMilli(),
        kid,
        mac,
        now.toEpochMilli(),
        clientId);
    if (!oldEnd.isAfter(now)) {
      endOldSecret(clientId);
    }
  }

  /**
   * Has a client authenticate by keys: the newest secret stays in its row, where it counts no more.
   *
   * @param jwks as {@link ClientKeys} writes it
   */
  void setKeys(String clientId, String jwks) {
    sql.update("update client set jwks = ?1 where client_id = ?2", jwks, clientId);
    endOldSecret(clientId);
  }

  private void endOldSecret(String clientId) {
    sql.update(
        "update client set old_secret_number = null, old_secret_kid = null,"
            + " old_secret_mac = null, old_secret_created_at = null,"
            + " old_secret_expires_at = null where client_id = ?1",
        clientId);
  }

  void use(String clientId, long minute) {
    sql.update(
        "update client set used_at = ?1 where client_id = ?2 and coalesce(used_at, 0) < ?3",
        minute,
        clientId,
        minute);
  }

  /** Whether another client than this one has a scope and is neither disabled nor expired. */
  boolean hasOtherHolder(String scope, String clientId, Instant now) {
    return count(
            "client_id <> ?1 and enabled = ?2 and coalesce(expires_at, ?3) > ?4 and "
                + HOLDS
                + "?5",
            clientId,
            true,
            Long.MAX_VALUE,
            now.toEpochMilli(),
            holding(scope))
        > 0;
  }

  /**
   * To be called after what takes something away from a client, and under the lock.
   *
   * @throws Problem CONFLICT if nobody is left who could give it back
   */
  void requireLastingAdministrator() {
    if (count(
            "enabled = ?1 and expires_at is null and " + HOLDS + "?2",
            true,
            holding(Scopes.ADMIN_CLIENTS))
        == 0) {
      throw new Problem(
          ProblemType.CONFLICT,
          "It is the last enabled client with admin:clients that does not expire; give another one"
              + " that scope first.");
    }
  }

  /** Once there are two administrators, two are needed; under the lock. */
  void noteSecondAdministrator(Instant now) {
    if (count(
            "enabled = ?1 and coalesce(expires_at, ?2) > ?3 and " + HOLDS + "?4",
            true,
            Long.MAX_VALUE,
            now.toEpochMilli(),
            holding(Scopes.ADMIN_CLIENTS))
        > 1) {
      sql.update(
          "update administration set four_eyes_since = ?1 where four_eyes_since is null",
          now.toEpochMilli());
    }
  }

  private long count(String where, Object... values) {
    List<Object[]> rows = sql.rows("select count(*), 0 from client where " + where, values);
    return ((Number) rows.get(0)[0]).longValue();
  }

  private static String holding(String scope) {
    return "% " + scope + " %";
  }
}
