package org.quantonium.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Decides whether a JWT is a client's word that it is that client (RFC 7523, 2.2 and 3), as
 * strictly as {@link TokenVerifier} does with tokens. Whether it was shown before is for the caller
 * to see.
 *
 * <p>Its audience is the issuer alone, as draft-ietf-oauth-rfc7523bis asks: were the URL of an
 * endpoint enough, another server could name ours as its own to a client and use here what it is
 * sent there.
 *
 * <p>Cost: one signature check, and none for an assertion that fails on its form.
 */
public final class AssertionVerifier {

  /** Longest life, {@code exp - iat}: it is made to be sent at once. */
  public static final Duration MAX_LIFETIME = Duration.ofMinutes(5);

  private static final Set<String> PARAMETERS = Set.of("alg", "typ", "kid");

  private static final Pattern TYPE =
      Pattern.compile("JWT|(?:application/)?client-authentication\\+jwt", Pattern.CASE_INSENSITIVE);

  private final String issuer;
  private final Duration clockSkew;
  private final Clock clock;

  /**
   * An assertion that verified.
   *
   * @param id its {@code jti}, 1 to 255 visible ASCII characters
   * @param expiresAt when it is refused for its age
   */
  public record Assertion(String clientId, String id, Instant expiresAt) {}

  /**
   * @param issuer of our own tokens
   * @param clockSkew how far {@code iat} and {@code nbf} may lie in the future
   */
  public AssertionVerifier(String issuer, Duration clockSkew, Clock clock) {
    this.issuer = issuer;
    this.clockSkew = clockSkew;
    this.clock = clock;
  }

  /**
   * Whom an assertion speaks for if it is genuine; nothing is verified yet.
   *
   * @throws InvalidToken if its form, {@code iss} or {@code sub} is wrong
   */
  public String claimedClient(String assertion) throws InvalidToken {
    CompactJws jws = CompactJws.parse(assertion);
    return claimedClient(jws, jws.claims());
  }

  private static String claimedClient(CompactJws jws, TokenClaims claims) throws InvalidToken {
    checkHeader(jws.header());
    String client = claims.text("iss");
    if (!claims.text("sub").equals(client)) {
      throw new InvalidToken(InvalidToken.Reason.ISSUER, "iss and sub are not both the client");
    }
    return client;
  }

  /**
   * Verifies an assertion.
   *
   * @param keysOf the client's keys; empty for a client that has none, or that there is not
   * @throws InvalidToken with the first rule that it breaks; KEY, ALGORITHM and SIGNATURE before
   *     any that a stranger could learn from
   */
  public Assertion verify(String assertion, Function<String, List<VerificationKey>> keysOf)
      throws InvalidToken {
    CompactJws jws = CompactJws.parse(assertion);
    TokenClaims claims = jws.claims();
    String client = claimedClient(jws, claims);
    jws.verify(key(jws.header(), keysOf.apply(client)));
    if (!claims.textOrTexts("aud").equals(List.of(issuer))) {
      throw new InvalidToken(
          InvalidToken.Reason.AUDIENCE, "aud is not the issuer and nothing else");
    }
    Instant issuedAt = claims.time("iat");
    Instant expiresAt = claims.time("exp");
    TokenTimes.check(
        issuedAt,
        expiresAt,
        claims.optionalTime("nbf").orElse(Instant.EPOCH),
        MAX_LIFETIME,
        clockSkew,
        clock.instant());
    return new Assertion(client, claims.text("jti"), expiresAt);
  }

  private static void checkHeader(Map<String, Json> header) throws InvalidToken {
    if (!PARAMETERS.containsAll(header.keySet())
        || !(header.get("alg") instanceof Json.Text)
        || !header.values().stream().allMatch(Json.Text.class::isInstance)) {
      throw new InvalidToken(
          InvalidToken.Reason.HEADER, "the header has more than alg, typ and kid, or not strings");
    }
    if (header.get("typ") instanceof Json.Text typ && !TYPE.matcher(typ.value()).matches()) {
      throw new InvalidToken(
          InvalidToken.Reason.TYPE, "typ is neither client-authentication+jwt nor JWT");
    }
  }

  /** The key that kid names; without kid the only one. */
  private static VerificationKey key(Map<String, Json> header, List<VerificationKey> keys)
      throws InvalidToken {
    List<VerificationKey> named =
        header.get("kid") instanceof Json.Text kid
            ? keys.stream().filter(key -> key.kid().equals(kid.value())).toList()
            : keys;
    if (named.size() != 1) {
      throw new InvalidToken(InvalidToken.Reason.UNKNOWN_KEY);
    }
    VerificationKey key = named.get(0);
    if (!(header.get("alg") instanceof Json.Text alg)
        || !alg.value().equals(key.algorithm().label())) {
      throw new InvalidToken(InvalidToken.Reason.ALGORITHM);
    }
    return key;
  }
}
