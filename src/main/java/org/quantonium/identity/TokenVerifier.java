package org.quantonium.identity;

import com.nimbusds.jose.JOSEException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Longest token, in characters, which are bytes. */
  static final int MAX_LENGTH = 8192;

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
   * Verifies a token in the compact form of JWS.
   *
   * @throws InvalidToken with the first rule that the token breaks
   * @throws Problem UNAVAILABLE if it is not known now which keys its issuer has
   */
  public Caller verify(String compactToken) throws InvalidToken {
    if (compactToken.length() > MAX_LENGTH) {
      throw new InvalidToken(InvalidToken.Reason.TOO_LONG);
    }
    String[] segments = compactToken.split("\\.", -1);
    if (segments.length != 3) {
      throw new InvalidToken(InvalidToken.Reason.SEGMENTS);
    }
    byte[] headerBytes = decode(segments[0]);
    byte[] claimBytes = decode(segments[1]);
    byte[] signature = decode(segments[2]);

    Map<String, Json> parameters = StrictJson.object(headerBytes);
    TokenClaims claims = new TokenClaims(StrictJson.object(claimBytes));
    TrustedIssuer issuer = issuer(claims);
    TokenHeader header = TokenHeader.read(parameters, issuer.type());
    VerificationKey key = key(header, issuer.keys());
    if (!verified.has(compactToken, key)) {
      checkSignature(key, segments[0] + "." + segments[1], signature);
      verified.add(compactToken, key);
    }
    Caller caller = caller(claims, issuer, key);
    if (revocations.isRevoked(caller)) {
      throw new InvalidToken(InvalidToken.Reason.REVOKED);
    }
    return caller;
  }

  /**
   * Encoded again, since the decoder of the JDK ignores padding and the last character's spare
   * bits: two texts would be one token.
   */
  private static byte[] decode(String segment) throws InvalidToken {
    if (segment.isEmpty()) {
      throw new InvalidToken(InvalidToken.Reason.SEGMENTS);
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(segment);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(segment)) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64Url) {
      throw new InvalidToken(InvalidToken.Reason.ENCODING);
    }
    throw new InvalidToken(InvalidToken.Reason.ENCODING);
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

  private static void checkSignature(VerificationKey key, String signed, byte[] signature)
      throws InvalidToken {
    boolean verified;
    try {
      verified =
          key.algorithm()
              .verifies(key.key(), signed.getBytes(StandardCharsets.US_ASCII), signature);
    } catch (JOSEException | GeneralSecurityException impossible) {
      throw new IllegalStateException("the runtime cannot verify " + key.algorithm(), impossible);
    }
    if (!verified) {
      throw new InvalidToken(InvalidToken.Reason.SIGNATURE);
    }
  }

  private Caller caller(TokenClaims claims, TrustedIssuer issuer, VerificationKey key)
      throws InvalidToken {
    TokenPolicy policy = issuer.policy();
    if (!claims.textOrTexts("aud").contains(policy.audience())) {
      throw new InvalidToken(InvalidToken.Reason.AUDIENCE);
    }
    if (claims.has("cnf")) {
      throw new InvalidToken(InvalidToken.Reason.CONFIRMATION);
    }
    Instant issuedAt = claims.time("iat");
    Instant expiresAt = claims.time("exp");
    checkTimes(policy, issuedAt, expiresAt, claims.optionalTime("nbf").orElse(Instant.EPOCH));
    ClaimMapping.Claimed claimed = issuer.claims().read(claims);
    return new Caller(
        claimed.subject(),
        claimed.clientId(),
        claimed.tenant(),
        claimed.scopes(),
        claims.text("jti"),
        key.kid(),
        issuedAt,
        expiresAt);
  }

  private void checkTimes(
      TokenPolicy policy, Instant issuedAt, Instant expiresAt, Instant notBefore)
      throws InvalidToken {
    Instant now = clock.instant();
    Duration lifetime = Duration.between(issuedAt, expiresAt);
    if (lifetime.isZero()
        || lifetime.isNegative()
        || lifetime.compareTo(policy.maxLifetime()) > 0) {
      throw new InvalidToken(InvalidToken.Reason.LIFETIME);
    }
    if (!now.isBefore(expiresAt)) {
      throw new InvalidToken(InvalidToken.Reason.EXPIRED);
    }
    Instant latestStart = now.plus(policy.clockSkew());
    if (issuedAt.isAfter(latestStart)) {
      throw new InvalidToken(InvalidToken.Reason.ISSUED_IN_FUTURE);
    }
    if (notBefore.isAfter(latestStart)) {
      throw new InvalidToken(InvalidToken.Reason.NOT_YET_VALID);
    }
  }
}
