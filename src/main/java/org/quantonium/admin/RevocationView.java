package org.quantonium.admin;

import java.time.Instant;
import java.util.Optional;
import org.quantonium.oauth.Revocation;

/**
 * Tokens that are revoked.
 *
 * @param issuedUntil absent for a single token
 * @param expiresAt none of them lives then, and this is forgotten
 */
record RevocationView(
    long id,
    String kind,
    Optional<String> value,
    Optional<Instant> issuedUntil,
    Instant expiresAt) {

  static RevocationView of(Revocation revocation) {
    boolean single = revocation.kind() == Revocation.Kind.TOKEN;
    return new RevocationView(
        revocation.id(),
        revocation.kind().name(),
        Optional.of(revocation.value()).filter(value -> !value.isEmpty()),
        single ? Optional.empty() : Optional.of(revocation.issuedUntil()),
        revocation.expiresAt());
  }
}
