package org.quantonium.identity;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a JWT proves, for one request, that its sender has the private key to the public
 * one in its header (RFC 9449, 4.3), as strictly as {@link TokenVerifier} does with tokens.
 *
 * <p>Cost: one signature check, and none for a proof that fails on its form. Immutable.
 */
public final class DpopVerifier {

  /** How long a proof is good after its {@code iat}: it is made to be sent at once. */
  public static final Duration MAX_AGE = Duration.ofSeconds(60);

  /** Longest proof, in characters; one by an RSA key of 4096 bits has about 2,200. */
  static final int MAX_LENGTH = 4096;

  private static final Set<String> PARAMETERS = Set.of("typ", "alg", "jwk");

  private static final Pattern TYPE =
      Pattern.compile("(?:application/)?dpop\\+jwt", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

  private final String base;
  private final Duration clockSkew;

  /**
   * What a proof was shown with.
   *
   * @param method in capital letters, as the request has it
   * @param path as the request has it, with a slash before it and without a query
   * @param at when the head of the request was there: its body may take minutes
   */
  public record Request(String method, String path, Instant at) {}

  /**
   * @param base URL of this service, no slash at its end, as its clients see it
   * @param clockSkew how far {@code iat} may lie in the future
   */
  public DpopVerifier(String base, Duration clockSkew) {
    this.base = base;
    this.clockSkew = clockSkew;
  }

  /**
   * Verifies the proof of a request.
   *
   * @param headers the values of all DPoP headers, one element for each header
   * @throws InvalidProof with the first rule that it breaks
   */
  public DpopProof verify(List<String> headers, Request request) throws InvalidProof {
    if (headers.size() != 1) {
      throw new InvalidProof(
          headers.isEmpty() ? "there is no header DPoP" : "there is more than one header DPoP");
    }
    if (headers.get(0).length() > MAX_LENGTH) {
      throw new InvalidProof("it is longer than " + MAX_LENGTH + " characters");
    }
    try {
      CompactJws jws = CompactJws.parse(headers.get(0));
      PublicJwk jwk = key(jws.header());
      jws.verify(jwk.key());
      return proof(jws.claims(), jwk.thumbprint(), request);
    } catch (InvalidToken e) {
      throw new InvalidProof(e.getMessage());
    }
  }

  private static PublicJwk key(Map<String, Json> header) throws InvalidProof {
    if (!header.keySet().equals(PARAMETERS)
        || !(header.get("typ") instanceof Json.Text typ)
        || !(header.get("alg") instanceof Json.Text alg)
        || !(header.get("jwk") instanceof Json.Members jwk)) {
      throw new InvalidProof("the header's parameters are not typ, alg and jwk alone");
    }
    if (!TYPE.matcher(typ.value()).matches()) {
      throw new InvalidProof("typ is not dpop+jwt");
    }
    PublicJwk key = read(jwk);
    if (!alg.value().equals(key.key().algorithm().label())) {
      throw new InvalidProof(
          "alg is not " + key.key().algorithm().label() + ", which is the key's");
    }
    return key;
  }

  private static PublicJwk read(Json.Members jwk) throws InvalidProof {
    Map<String, Object> members = new HashMap<>();
    jwk.values().forEach((name, value) -> members.put(name, plain(value)));
    try {
      return PublicJwk.of(members);
    } catch (IllegalArgumentException e) {
      throw new InvalidProof("jwk: " + e.getMessage());
    }
  }

  /** As {@link PublicJwk} has strings and lists; anything else is of no shape that it takes. */
  private static Object plain(Json value) {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    return value instanceof Json.Texts texts ? texts.values() : value;
  }

  private DpopProof proof(TokenClaims claims, String thumbprint, Request request)
      throws InvalidToken, InvalidProof {
    if (!claims.text("htm").equals(request.method())) {
      throw new InvalidProof("htm is not the method of the request");
    }
    if (!isTarget(claims.text("htu"), request.path())) {
      throw new InvalidProof("htu is not " + base + " and the path of the request");
    }
    Instant issuedAt = claims.time("iat");
    Instant expiresAt = issuedAt.plus(MAX_AGE);
    Instant latestStart = request.at().plus(clockSkew);
    if (!request.at().isBefore(expiresAt)) {
      throw new InvalidProof("iat is more than " + MAX_AGE.toSeconds() + " s ago");
    }
    if (issuedAt.isAfter(latestStart)) {
      throw new InvalidProof(InvalidToken.Reason.ISSUED_IN_FUTURE);
    }
    if (!request.at().isBefore(claims.optionalTime("exp").orElse(Instant.MAX))) {
      throw new InvalidProof(InvalidToken.Reason.EXPIRED);
    }
    if (claims.optionalTime("nbf").orElse(Instant.MIN).isAfter(latestStart)) {
      throw new InvalidProof(InvalidToken.Reason.NOT_YET_VALID);
    }
    Optional<String> ath = claims.has("ath") ? Optional.of(claims.text("ath")) : Optional.empty();
    return new DpopProof(thumbprint, claims.text("jti"), ath, expiresAt);
  }

  /** Compared once both are written in one form (RFC 3986, 6.2.2 and 6.2.3). */
  private boolean isTarget(String htu, String path) {
    Optional<String> named = target(htu);
    return named.isPresent() && named.equals(target(base + path));
  }

  /**
   * Scheme, authority and path; query and fragment are left out. Empty for what is no URL that a
   * resource of ours can have: no path of them has an encoded character or an empty segment, which
   * {@link URI#normalize} would take away.
   */
  private static Optional<String> target(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException notAUrl) {
      return Optional.empty();
    }
    if (uri.getScheme() == null
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawPath().indexOf('%') >= 0
        || uri.getRawPath().contains("//")) {
      return Optional.empty();
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int port = uri.getPort() < 0 ? DEFAULT_PORTS.getOrDefault(scheme, -1) : uri.getPort();
    String path = uri.normalize().getRawPath();
    return Optional.of(scheme + "://" + host + ":" + port + (path.isEmpty() ? "/" : path));
  }
}
