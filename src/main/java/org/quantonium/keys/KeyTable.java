package org.quantonium.keys;

import java.util.List;
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.storage.Sql;

/** The table {@code key_ring}. */
final class KeyTable {
  private static final String STANDING =
      "select kid, purpose, algorithm, state, created_at, changed_at, coalesce(kek_id, '')";

  private final Sql sql;

  KeyTable(Sql sql) {
    this.sql = sql;
  }

  /** All keys in the order of their kids, without their secrets. */
  List<KeyStanding> standings() {
    return sql.rows(STANDING + " from key_ring order by kid").stream()
        .map(KeyTable::standing)
        .toList();
  }

  /** All keys in the order of their kids; only by a connection. */
  List<StoredKey> all() {
    return sql
        .rows(STANDING + ", coalesce(public_jwk, ''), sealed from key_ring order by kid")
        .stream()
        .map(row -> new StoredKey(standing(row), (String) row[7], (byte[]) row[8]))
        .toList();
  }

  private static KeyStanding standing(Object[] row) {
    return new KeyStanding(
        (String) row[0],
        Purpose.valueOf((String) row[1]),
        (String) row[2],
        KeyState.valueOf((String) row[3]),
        ((Number) row[4]).longValue(),
        ((Number) row[5]).longValue(),
        (String) row[6]);
  }

  /** Adds a key, PRE_PUBLISHED or ACTIVE: of either there is one a purpose. */
  void insert(StoredKey key) {
    String slot = key.state() == KeyState.ACTIVE ? "active_purpose" : "next_purpose";
    sql.update(
        "insert into key_ring (kid, purpose, "
            + slot
            + ", algorithm, state, public_jwk, sealed, created_at, changed_at, kek_id)"
            + " values (?1, ?2, ?3, ?4, ?5, nullif(?6, ''), ?7, ?8, ?9, ?10)",
        key.kid(),
        key.purpose().name(),
        key.purpose().name(),
        key.algorithm(),
        key.state().name(),
        key.publicJwk,
        key.sealed,
        key.standing.createdAt(),
        key.standing.changedAt(),
        key.standing.sealedUnder());
  }

  /**
   * Moves a key from the state in which it was seen: compare and set.
   *
   * @param now milliseconds since the epoch
   * @throws IllegalArgumentException if the states may not follow on each other
   * @throws Overtaken if it is in another state by now
   */
  void move(KeyStanding seen, KeyState to, long now) {
    if (!seen.state().mayBecome(to)) {
      throw new IllegalArgumentException("A key that is " + seen.state() + " never becomes " + to);
    }
    int moved =
        sql.update(
            "update key_ring set state = ?1, changed_at = ?2, next_purpose = null, active_purpose = "
                + (to == KeyState.ACTIVE ? "purpose" : "null")
                + " where kid = ?3 and state = ?4",
            to.name(),
            now,
            seen.kid(),
            seen.state().name());
    if (moved != 1) {
      throw new Overtaken(null);
    }
  }

  /**
   * Puts a key's new envelope in the place of the one that was seen: compare and set.
   *
   * @param kek what sealed the new one
   * @throws Overtaken if another one sealed it meanwhile
   */
  KeyChange rewrap(KeyStanding seen, String kek, byte[] sealed) {
    int done =
        sql.update(
            "update key_ring set sealed = ?1, kek_id = ?2"
                + " where kid = ?3 and coalesce(kek_id, '') = ?4",
            sealed,
            kek,
            seen.kid(),
            seen.sealedUnder());
    if (done != 1) {
      throw new Overtaken(null);
    }
    return KeyChange.of(new KeyChange.Rewrap(seen, kek));
  }
}
