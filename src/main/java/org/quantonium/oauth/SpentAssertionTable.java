package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.quantonium.storage.Sql;

/**
 * The table {@code client_assertion}; a bean apart from {@link SpentAssertions}, which goes on when
 * a transaction has failed.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class SpentAssertionTable {
  @PersistenceContext private EntityManager database;

  void insert(String digest, long expiresAt) {
    insert(Sql.of(database), digest, expiresAt);
  }

  static void insert(Sql sql, String digest, long expiresAt) {
    sql.update(
        "insert into client_assertion (digest, expires_at) values (?1, ?2)", digest, expiresAt);
  }

  void dropExpired(long now) {
    Sql.of(database).update("delete from client_assertion where expires_at < ?1", now);
  }
}
