package org.quantonium.oauth;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.quantonium.oauth.Revocation.Kind;
import org.quantonium.storage.Sql;

/** The table {@code token_revocation}. */
final class RevocationTable {
  private final Sql sql;

  RevocationTable(Sql sql) {
    this.sql = sql;
  }

  void insert(Revocation revocation, Instant now) {
    sql.update(
        "insert into token_revocation (id, kind, named, issued_until, created_at, expires_at)"
            + " values (?1, ?2, ?3, ?4, ?5, ?6)",
        revocation.id(),
        revocation.kind().name(),
        revocation.value(),
        revocation.issuedUntil().toEpochMilli(),
        now.toEpochMilli(),
        revocation.expiresAt().toEpochMilli());
  }

  /** Drops those of which no token lives. */
  int dropExpired(Instant now) {
    return sql.update("delete from token_revocation where expires_at < ?1", now.toEpochMilli());
  }

  /**
   * Whether the table has these and no others. Ids are random, so that their sum tells; the newest
   * id or time would not, since transactions end in another order than they begin.
   */
  boolean has(RevokedTokens known) {
    Object[] row = sql.rows("select count(*), coalesce(sum(id), 0) from token_revocation").get(0);
    BigInteger sum = new BigDecimal(row[1].toString()).toBigIntegerExact();
    return known.is(((Number) row[0]).longValue(), sum);
  }

  /** All of them, newest first. */
  List<Revocation> all() {
    return sql
        .rows(
            "select id, kind, named, issued_until, expires_at from token_revocation"
                + " order by created_at desc, id")
        .stream()
        .map(
            row ->
                new Revocation(
                    ((Number) row[0]).longValue(),
                    Kind.valueOf((String) row[1]),
                    row[2] == null ? "" : (String) row[2],
                    Instant.ofEpochMilli(((Number) row[3]).longValue()),
                    Instant.ofEpochMilli(((Number) row[4]).longValue())))
        .toList();
  }
}
