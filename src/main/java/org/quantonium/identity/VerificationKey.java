package org.quantonium.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;

/**
 * A public key together with the one algorithm that it is used with, so that a token cannot choose
 * how its own signature is checked.
 *
 * @param algorithm ES256, the allow-list's only row today
 * @param key on P-256
 */
public record VerificationKey(String kid, JWSAlgorithm algorithm, PublicKey key) {

  public VerificationKey {
    if (kid.isEmpty()) {
      throw new IllegalArgumentException("a verification key needs a kid");
    }
    if (!algorithm.equals(JWSAlgorithm.ES256)) {
      throw new IllegalArgumentException(
          "algorithm " + algorithm + " is not allowed; only ES256 is");
    }
    if (!(key instanceof ECPublicKey ec)
        || !Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
      throw new IllegalArgumentException(
          "ES256 needs a public key on P-256, not " + key.getAlgorithm());
    }
  }
}
