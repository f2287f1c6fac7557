package org.quantonium.issuer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.quantonium.identity.ForeignClaims;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.identity.TokenType;
import org.quantonium.identity.TrustedIssuer;
import org.quantonium.identity.VerificationKeys;
import org.quantonium.outbound.BoundedHttp;

/**
 * Which issuer, and what its tokens are like.
 *
 * @param issuer character by character as its tokens and its metadata have it
 * @param timeout of one request
 * @param refresh how often the keys are read again
 * @param keep how long keys are good that could not be read again; longer than {@code refresh}
 */
record IssuerSettings(
    String issuer,
    Optional<Path> certificates,
    Duration timeout,
    Duration refresh,
    Duration keep,
    Set<TokenAlgorithm> algorithms,
    TokenType type,
    ForeignClaims claims) {
  private static final String PREFIX = "quantonium.issuer.";

  IssuerSettings {
    algorithms = Set.copyOf(algorithms);
    URI url;
    try {
      url = URI.create(issuer);
    } catch (IllegalArgumentException e) {
      throw bad("url", "must be a URL", e);
    }
    if (!BoundedHttp.isPrivate(url)
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw bad(
          "url", "must be https://host/path: whoever changes its keys on the way signs", null);
    }
    if (timeout.isNegative() || timeout.isZero() || refresh.isNegative() || refresh.isZero()) {
      throw bad("timeout.millis", "and " + PREFIX + "refresh.seconds must be 1 or more", null);
    }
    if (keep.compareTo(refresh) <= 0) {
      throw bad("keep.seconds", "must be more than " + PREFIX + "refresh.seconds", null);
    }
    if (algorithms.isEmpty()) {
      throw bad("algorithms", "must name one", null);
    }
  }

  /**
   * The settings; empty if no other issuer is set.
   *
   * @throws IllegalStateException with the one to mend
   */
  static Optional<IssuerSettings> from(Config config) {
    return text(config, "url").map(url -> of(config, url));
  }

  private static IssuerSettings of(Config config, String url) {
    String name = config.getValue(PREFIX + "name", String.class);
    try {
      return new IssuerSettings(
          url,
          text(config, "ca.file").map(Path::of),
          Duration.ofMillis(number(config, "timeout.millis")),
          Duration.ofSeconds(number(config, "refresh.seconds")),
          Duration.ofSeconds(number(config, "keep.seconds")),
          algorithms(config),
          TokenType.of(config.getValue(PREFIX + "token.type", String.class))
              .orElseThrow(() -> bad("token.type", "must be at+jwt or JWT", null)),
          new ForeignClaims(
              name,
              pairs(config, "required.claims"),
              config.getValue(PREFIX + "client.claim", String.class),
              text(config, "tenant.claim"),
              text(config, "tenant").orElse(name),
              List.of(config.getValue(PREFIX + "scopes.claim", String.class).split("/", -1)),
              pairs(config, "scopes")));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(PREFIX + "*: " + e.getMessage(), e);
    }
  }

  /** Whether a word of its tokens stands for a scope of administrators. */
  boolean makesAdministrators() {
    return claims.scopes().values().stream().anyMatch(scope -> scope.startsWith("admin:"));
  }

  private static Set<TokenAlgorithm> algorithms(Config config) {
    Set<TokenAlgorithm> algorithms = EnumSet.noneOf(TokenAlgorithm.class);
    for (String label : words(config, "algorithms")) {
      algorithms.add(
          TokenAlgorithm.foreign(label)
              .orElseThrow(
                  () -> bad("algorithms", "must be of ES256, EdDSA, PS256 and RS256", null)));
    }
    return algorithms;
  }

  /** What is written as {@code a=b,c=d}; the last equals sign of each parts it. */
  private static Map<String, String> pairs(Config config, String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : words(config, name)) {
      int sign = pair.lastIndexOf('=');
      if (sign < 1
          || sign == pair.length() - 1
          || pairs.put(pair.substring(0, sign), pair.substring(sign + 1)) != null) {
        throw bad(name, "must be name=value with commas between, and no name twice", null);
      }
    }
    return pairs;
  }

  private static List<String> words(Config config, String name) {
    return text(config, name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private static long number(Config config, String name) {
    return config.getValue(PREFIX + name, Long.class);
  }

  private static Optional<String> text(Config config, String name) {
    return config.getOptionalValue(PREFIX + name, String.class);
  }

  private static IllegalStateException bad(String name, String must, Throwable cause) {
    return new IllegalStateException(PREFIX + name + " " + must, cause);
  }

  /**
   * What the verifier is told: for whom tokens are, how long they live and how clocks may differ is
   * as for ours.
   *
   * @throws IllegalStateException if it is we
   */
  TrustedIssuer trusted(TokenPolicy own, VerificationKeys keys) {
    if (issuer.equals(own.issuer())) {
      throw bad(
          "url", "names another issuer than mp.jwt.verify.issuer, which is this service", null);
    }
    try {
      return TrustedIssuer.foreign(
          new TokenPolicy(issuer, own.audience(), own.maxLifetime(), own.clockSkew()),
          type,
          claims,
          keys);
    } catch (IllegalArgumentException e) {
      throw bad("required.claims", "is missing: " + e.getMessage(), e);
    }
  }
}
