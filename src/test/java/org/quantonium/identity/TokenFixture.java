package org.quantonium.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.quantonium.attack.ForgeryContext;

/** An issuer with one key, at a moment that stands still. */
final class TokenFixture {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final ECKey key;
  private final ForgeryContext context;

  TokenFixture() {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    context =
        new ForgeryContext(
            key,
            key.getKeyID(),
            "https://issuer.test/id",
            "https://service.test",
            "tenant-1",
            "client-1",
            List.of("run:simulation", "read:data"),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  ForgeryContext context() {
    return context;
  }

  TokenPolicy policy() {
    return new TokenPolicy(
        context.issuer(), context.audience(), Duration.ofMinutes(10), Duration.ofSeconds(30));
  }

  VerificationKey verificationKey(String kid) {
    try {
      return new VerificationKey(kid, TokenAlgorithm.ES256, key.toECPublicKey());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * As lenient as a database that compares without regard to case: the verifier must not rely on
   * its ring's care.
   */
  VerificationKeys ring() {
    return kid ->
        Optional.of(verificationKey(context.kid()))
            .filter(found -> found.kid().equalsIgnoreCase(kid));
  }

  TokenVerifier verifier(TokenPolicy policy) {
    return new TokenVerifier(policy, ring(), caller -> false, context.clock());
  }
}
