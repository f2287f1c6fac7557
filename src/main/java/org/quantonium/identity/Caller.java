package org.quantonium.identity;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Who is calling, as a verified token says it. Texts are 1 to 255 visible ASCII characters.
 *
 * @param subject on whose behalf; for client credentials the client itself
 * @param clientId the client that obtained the token
 * @param tenant the organisation that the client belongs to
 * @param scopes what the token allows; may name scopes that this application does not know
 * @param tokenId the token's {@code jti}; what revocation names, since the bytes of a token are not
 *     unique
 * @param keyId the {@code kid} of the key that verified it
 * @param expiresAt later than {@code issuedAt}; both in whole seconds
 */
public record Caller(
    String subject,
    String clientId,
    String tenant,
    Set<String> scopes,
    String tokenId,
    String keyId,
    Instant issuedAt,
    Instant expiresAt) {

  public Caller {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(tokenId, "tokenId");
    Objects.requireNonNull(keyId, "keyId");
    scopes = Set.copyOf(scopes);
    if (!expiresAt.isAfter(issuedAt)) {
      throw new IllegalArgumentException("a token expires after it is issued");
    }
  }
}
