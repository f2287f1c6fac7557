package org.quantonium.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Builds the verifier from MicroProfile JWT's own configuration keys, the application's ring, and
 * the other issuers that it was given.
 */
@ApplicationScoped
class TokenVerification {
  @Inject
  @ConfigProperty(name = "mp.jwt.verify.issuer")
  private String issuer;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.audiences")
  private String audience;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.token.age")
  private long maxLifetimeSeconds;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.clock.skew")
  private long clockSkewSeconds;

  @Produces
  TokenPolicy policy() {
    return new TokenPolicy(
        issuer,
        audience,
        Duration.ofSeconds(maxLifetimeSeconds),
        Duration.ofSeconds(clockSkewSeconds));
  }

  @Produces
  TokenVerifier verifier(
      Config config,
      TokenPolicy policy,
      VerificationKeys keys,
      TrustedIssuers issuers,
      Revocations revocations) {
    return new TokenVerifier(
        trusted(config, policy, keys, issuers), revocations, Clock.systemUTC());
  }

  static List<TrustedIssuer> trusted(
      Config config, TokenPolicy policy, VerificationKeys keys, TrustedIssuers issuers) {
    List<TrustedIssuer> trusted = new ArrayList<>(issuers.others());
    if (OwnIssuer.isOn(config)) {
      trusted.add(TrustedIssuer.own(policy, keys));
    }
    return trusted;
  }
}
