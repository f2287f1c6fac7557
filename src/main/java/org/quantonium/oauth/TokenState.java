package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.TreeSet;
import org.quantonium.identity.Caller;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.identity.VerifiedToken;

/**
 * RFC 7662, 2.2. Of a token that is not active nothing more is told.
 *
 * @param exp seconds since the epoch, as iat is
 */
record TokenState(
    boolean active,
    Optional<String> scope,
    @JsonProperty("client_id") Optional<String> clientId,
    @JsonProperty("token_type") Optional<String> tokenType,
    Optional<Long> exp,
    Optional<Long> iat,
    Optional<String> sub,
    Optional<String> aud,
    Optional<String> iss,
    Optional<String> jti,
    Optional<String> tenant,
    Optional<Confirmation> cnf) {

  /**
   * The key that it is bound to (RFC 9449, 6.2).
   *
   * @param jkt its thumbprint
   */
  record Confirmation(String jkt) {}

  static final TokenState INACTIVE =
      new TokenState(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  static TokenState of(VerifiedToken verified, TokenPolicy policy) {
    Caller token = verified.caller();
    return new TokenState(
        true,
        Optional.of(String.join(" ", new TreeSet<>(token.scopes()))),
        Optional.of(token.clientId()),
        Optional.of(TokenResponse.type(verified.boundTo())),
        Optional.of(token.expiresAt().getEpochSecond()),
        Optional.of(token.issuedAt().getEpochSecond()),
        Optional.of(token.subject()),
        Optional.of(policy.audience()),
        Optional.of(policy.issuer()),
        Optional.of(token.tokenId()),
        Optional.of(token.tenant()),
        verified.boundTo().map(Confirmation::new));
  }
}
