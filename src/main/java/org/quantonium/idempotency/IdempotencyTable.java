package org.quantonium.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.quantonium.keys.DataVault;

/** Keys, and the answers that requests under them got. */
@ApplicationScoped
@Transactional
class IdempotencyTable {
  static final Duration KEPT = Duration.ofDays(1);

  /** A claim so old without an answer was its node's last: nothing was created under it. */
  static final Duration LOST = Duration.ofMinutes(5);

  private static final String COLUMN = "answer";

  @Inject private DataVault vault;
  @PersistenceContext private EntityManager database;

  /** What stands under a key. */
  record Kept(String fingerprint, Optional<String> answer) {}

  /** Forgets a key whose time is over. */
  void forget(String clientId, String key, long now) {
    database
        .createQuery(
            "delete from IdempotencyRow r where r.clientId = :client and r.key = :key"
                + " and (r.createdAt < :old or (r.answer is null and r.createdAt < :lost))")
        .setParameter("client", clientId)
        .setParameter("key", key)
        .setParameter("old", now - KEPT.toMillis())
        .setParameter("lost", now - LOST.toMillis())
        .executeUpdate();
  }

  void forgetOld(long now) {
    database
        .createQuery("delete from IdempotencyRow r where r.createdAt < :old")
        .setParameter("old", now - KEPT.toMillis())
        .executeUpdate();
  }

  void insert(String clientId, String key, String fingerprint, long now) {
    database
        .createNativeQuery(
            "insert into idempotency (client_id, idem_key, fingerprint, created_at)"
                + " values (?1, ?2, ?3, ?4)")
        .setParameter(1, clientId)
        .setParameter(2, key)
        .setParameter(3, fingerprint)
        .setParameter(4, now)
        .executeUpdate();
  }

  Optional<Kept> find(String clientId, String key) {
    List<IdempotencyRow> rows =
        database
            .createQuery(
                "select r from IdempotencyRow r where r.clientId = :client and r.key = :key",
                IdempotencyRow.class)
            .setParameter("client", clientId)
            .setParameter("key", key)
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(
            row ->
                new Kept(
                    row.fingerprint,
                    Optional.ofNullable(row.answer)
                        .map(
                            answer -> vault.open(row.dataKid, place(clientId, key), COLUMN, answer))
                        .map(plain -> new String(plain, UTF_8))));
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void answer(Claim claim, String answer) {
    String kid = vault.keyId();
    database
        .createQuery(
            "update IdempotencyRow r set r.answer = :answer, r.dataKid = :kid"
                + " where r.clientId = :client and r.key = :key and r.createdAt = :at")
        .setParameter("answer", sealed(kid, claim, answer))
        .setParameter("kid", kid)
        .setParameter("client", claim.clientId())
        .setParameter("key", claim.key())
        .setParameter("at", claim.at())
        .executeUpdate();
  }

  private byte[] sealed(String kid, Claim claim, String answer) {
    return vault.seal(kid, place(claim.clientId(), claim.key()), COLUMN, answer.getBytes(UTF_8));
  }

  /** The same in the connection's own transaction, which is none of the server's. */
  @Transactional(Transactional.TxType.SUPPORTS)
  void answer(Connection connection, Claim claim, String answer) throws SQLException {
    String kid = vault.keyId();
    try (PreparedStatement update =
        connection.prepareStatement(
            "update idempotency set answer = ?, data_kid = ?"
                + " where client_id = ? and idem_key = ? and created_at = ?")) {
      update.setBytes(1, sealed(kid, claim, answer));
      update.setString(2, kid);
      update.setString(3, claim.clientId());
      update.setString(4, claim.key());
      update.setLong(5, claim.at());
      update.executeUpdate();
    }
  }

  void release(Claim claim) {
    database
        .createQuery(
            "delete from IdempotencyRow r where r.clientId = :client and r.key = :key"
                + " and r.createdAt = :at and r.answer is null")
        .setParameter("client", claim.clientId())
        .setParameter("key", claim.key())
        .setParameter("at", claim.at())
        .executeUpdate();
  }

  private static String place(String clientId, String key) {
    return clientId + " " + key;
  }
}
