package org.quantonium.identity;

import java.util.Objects;

/** An issuer whose tokens are good here, and what they must be like. */
public final class TrustedIssuer {
  private final TokenPolicy policy;
  private final TokenType type;
  private final ClaimMapping claims;
  private final VerificationKeys keys;

  private TrustedIssuer(
      TokenPolicy policy, TokenType type, ClaimMapping claims, VerificationKeys keys) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.type = Objects.requireNonNull(type, "type");
    this.claims = Objects.requireNonNull(claims, "claims");
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /** This service itself. */
  static TrustedIssuer own(TokenPolicy policy, VerificationKeys keys) {
    return new TrustedIssuer(policy, TokenType.ACCESS_TOKEN, new OwnClaims(), keys);
  }

  /**
   * Another.
   *
   * @throws IllegalArgumentException if its tokens could not be told from its ID tokens
   */
  public static TrustedIssuer foreign(
      TokenPolicy policy, TokenType type, ForeignClaims claims, VerificationKeys keys) {
    if (type == TokenType.JWT && claims.required().isEmpty()) {
      throw new IllegalArgumentException(
          "tokens of type JWT need a claim that tells them from ID tokens");
    }
    return new TrustedIssuer(policy, type, claims, keys);
  }

  /**
   * Whether this is the one that vouched for the caller, and by now has taken the key back. Asks
   * nobody.
   */
  boolean hasTakenBack(Caller caller) {
    return claims.couldName(caller.clientId()) && keys.isOutOfForce(caller.keyId());
  }

  TokenPolicy policy() {
    return policy;
  }

  TokenType type() {
    return type;
  }

  ClaimMapping claims() {
    return claims;
  }

  VerificationKeys keys() {
    return keys;
  }
}
