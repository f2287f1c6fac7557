package org.quantonium.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A key of a client, and what its first request asked for and was answered. */
@Entity
@Table(name = "idempotency")
@IdClass(IdempotencyRow.Key.class)
class IdempotencyRow {
  @Id
  @Column(name = "client_id")
  String clientId;

  @Id
  @Column(name = "idem_key")
  String key;

  /** Base64 of SHA-256. */
  @Column(name = "fingerprint")
  String fingerprint;

  /** Sealed; null until there is one. */
  @Column(name = "answer")
  byte[] answer;

  @Column(name = "data_kid")
  String dataKid;

  /** Milliseconds since the epoch. */
  @Column(name = "created_at")
  long createdAt;

  protected IdempotencyRow() {}

  /** Both columns of the primary key; JPA wants it so. */
  static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    String clientId;
    String key;

    Key() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && Objects.equals(clientId, that.clientId)
          && Objects.equals(key, that.key);
    }

    @Override
    public int hashCode() {
      return Objects.hash(clientId, key);
    }
  }
}
