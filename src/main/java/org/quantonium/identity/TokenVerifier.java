package org.quantonium.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.quantonium.problem.Problem;

/**
 * Decides whether a token is of an issuer that is trusted, still valid, and for us. Form first,
 * then the signature, and only then what the claims say; but for the issuer, which chooses the keys
 * that the signature is looked for in. Immutable, and safe for any number of threads if the key
 * ring is; costs one signature check, and none for a token that fails on its form.
 *
 * <p>An ECDSA signature (r, s) has a twin (r, n - s) that verifies as well, and genuine signers
 * make either, so the twin is accepted: it is the same token with the same {@code jti}, and nothing
 * may be keyed by a token's bytes.
 */
public final class TokenVerifier {

  private final Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
  private final Revocations revocations;
  private final Clock clock;
  private final VerifiedSignatures verified = new VerifiedSignatures();

  /** Of our own tokens alone. */
  public TokenVerifier(
      TokenPolicy policy, VerificationKeys keys, Revocations revocations, Clock clock) {
    this(List.of(TrustedIssuer.own(policy, keys)), revocations, clock);
  }

  /**
   * @throws IllegalArgumentException if two have the same name
   */
  TokenVerifier(List<TrustedIssuer> trusted, Revocations revocations, Clock clock) {
    for (TrustedIssuer issuer : trusted) {
      if (issuers.put(issuer.policy().issuer(), issuer) != null) {
        throw new IllegalArgumentException("two issuers have the same name");
      }
    }
    this.revocations = Objects.requireNonNull(revocations, "revocations");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Verifies a token in the compact form of JWS. Whether whoever shows it may use it, the result
   * tells.
   *
   * @throws InvalidToken with the first rule that the token breaks
   * @throws Problem UNAVAILABLE if it is not known now which keys its issuer has
   */
  public VerifiedToken verify(String compactToken) throws InvalidToken {
    CompactJws jws = CompactJws.parse(compactToken);
    TokenClaims claims = jws.claims();
    TrustedIssuer issuer = issuer(claims);
    TokenHeader header = TokenHeader.read(jws.header(), issuer.type());
    VerificationKey key = key(header, issuer.keys());
    if (!verified.has(compactToken, key)) {
      jws.verify(key);
      verified.add(compactToken, key);
    }
    VerifiedToken token = token(claims, issuer, key);
    if (revocations.isRevoked(token.caller())) {
      throw new InvalidToken(InvalidToken.Reason.REVOKED);
    }
    return token;
  }

  private TrustedIssuer issuer(TokenClaims claims) throws InvalidToken {
    TrustedIssuer issuer = issuers.get(claims.text("iss"));
    if (issuer == null) {
      throw new InvalidToken(InvalidToken.Reason.ISSUER);
    }
    return issuer;
  }

  /**
   * The ring's answer is compared once more, since a database may find a kid written in another
   * case.
   */
  private static VerificationKey key(TokenHeader header, VerificationKeys keys)
      throws InvalidToken {
    VerificationKey key =
        keys.find(header.kid())
            .filter(found -> found.kid().equals(header.kid()))
            .orElseThrow(() -> new InvalidToken(InvalidToken.Reason.UNKNOWN_KEY));
    if (!header.alg().equals(key.algorithm().label())) {
      throw new InvalidToken(InvalidToken.Reason.ALGORITHM);
    }
    return key;
  }

  private VerifiedToken token(TokenClaims claims, TrustedIssuer issuer, VerificationKey key)
      throws InvalidToken {
    TokenPolicy policy = issuer.policy();
    if (!claims.textOrTexts("aud").contains(policy.audience())) {
      throw new InvalidToken(InvalidToken.Reason.AUDIENCE);
    }
    Optional<String> boundTo = claims.confirmation();
    Instant issuedAt = claims.time("iat");
    Instant expiresAt = claims.time("exp");
    TokenTimes.check(
        issuedAt,
        expiresAt,
        claims.optionalTime("nbf").orElse(Instant.EPOCH),
        policy.maxLifetime(),
        policy.clockSkew(),
        clock.instant());
    ClaimMapping.Claimed claimed = issuer.claims().read(claims);
    Caller caller =
        new Caller(
            claimed.subject(),
            claimed.clientId(),
            claimed.tenant(),
            claimed.scopes(),
            claims.text("jti"),
            key.kid(),
            issuedAt,
            expiresAt);
    return new VerifiedToken(caller, boundTo);
  }
}
