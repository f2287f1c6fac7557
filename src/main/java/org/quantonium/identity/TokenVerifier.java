package org.quantonium.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/**
 * Decides whether a token is one of ours, still valid, and for us. Form first, then the signature,
 * and only then what the claims say. Immutable, and safe for any number of threads if the key ring
 * is; costs one signature check, and none for a token that fails on its form.
 *
 * <p>An ECDSA signature (r, s) has a twin (r, n - s) that verifies as well, and genuine signers
 * make either, so the twin is accepted: it is the same token with the same {@code jti}, and nothing
 * may be keyed by a token's bytes.
 */
public final class TokenVerifier {

  private final TokenPolicy policy;
  private final VerificationKeys keys;
  private final Revocations revocations;
  private final Clock clock;
  private final VerifiedSignatures verified = new VerifiedSignatures();

  public TokenVerifier(
      TokenPolicy policy, VerificationKeys keys, Revocations revocations, Clock clock) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.keys = Objects.requireNonNull(keys, "keys");
    this.revocations = Objects.requireNonNull(revocations, "revocations");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Verifies a token in the compact form of JWS.
   *
   * @throws InvalidToken with the first rule that the token breaks
   */
  public Caller verify(String compactToken) throws InvalidToken {
    CompactJws jws = CompactJws.parse(compactToken);
    TokenHeader header = TokenHeader.read(jws.header());
    VerificationKey key = key(header);
    if (!verified.has(compactToken, key)) {
      jws.verify(key);
      verified.add(compactToken, key);
    }
    Caller caller = caller(jws.claims(), key);
    if (revocations.isRevoked(caller)) {
      throw new InvalidToken(InvalidToken.Reason.REVOKED);
    }
    return caller;
  }

  /**
   * The ring's answer is compared once more, since a database may find a kid written in another
   * case.
   */
  private VerificationKey key(TokenHeader header) throws InvalidToken {
    VerificationKey key =
        keys.find(header.kid())
            .filter(found -> found.kid().equals(header.kid()))
            .orElseThrow(() -> new InvalidToken(InvalidToken.Reason.UNKNOWN_KEY));
    if (!header.alg().equals(key.algorithm().label())) {
      throw new InvalidToken(InvalidToken.Reason.ALGORITHM);
    }
    return key;
  }

  private Caller caller(TokenClaims claims, VerificationKey key) throws InvalidToken {
    if (!claims.text("iss").equals(policy.issuer())) {
      throw new InvalidToken(InvalidToken.Reason.ISSUER);
    }
    if (!claims.textOrTexts("aud").contains(policy.audience())) {
      throw new InvalidToken(InvalidToken.Reason.AUDIENCE);
    }
    if (claims.has("cnf")) {
      throw new InvalidToken(InvalidToken.Reason.CONFIRMATION);
    }
    Instant issuedAt = claims.time("iat");
    Instant expiresAt = claims.time("exp");
    TokenTimes.check(
        issuedAt,
        expiresAt,
        claims.optionalTime("nbf").orElse(Instant.EPOCH),
        policy.maxLifetime(),
        policy.clockSkew(),
        clock.instant());
    return new Caller(
        claims.text("sub"),
        claims.text("client_id"),
        claims.text("tenant"),
        claims.scopes(),
        claims.text("jti"),
        key.kid(),
        issuedAt,
        expiresAt);
  }
}
