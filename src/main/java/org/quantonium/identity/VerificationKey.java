package org.quantonium.identity;

import java.security.PublicKey;

/**
 * A public key together with the one algorithm that it is used with, so that a token cannot choose
 * how its own signature is checked.
 *
 * @param key of the kind that the algorithm needs
 */
public record VerificationKey(String kid, TokenAlgorithm algorithm, PublicKey key) {

  public VerificationKey {
    if (kid.isEmpty()) {
      throw new IllegalArgumentException("a verification key needs a kid");
    }
    if (!algorithm.fits(key)) {
      throw new IllegalArgumentException(
          algorithm.label() + " needs " + algorithm.need() + ", not " + key.getAlgorithm());
    }
  }
}
