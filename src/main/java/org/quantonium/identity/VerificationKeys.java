package org.quantonium.identity;

import java.util.Optional;
import org.quantonium.problem.Problem;

/**
 * What verification needs of a key ring. An interface because the arrow between the packages points
 * from the keys to here, and because tests bring their own ring.
 */
@FunctionalInterface
public interface VerificationKeys {

  /**
   * Finds a key that signatures may be verified with now, and no other: one that is retired,
   * revoked or not yet in use is absent. Called once for each request that carries a token, with a
   * {@code kid} that nobody has vouched for yet, so it must neither be slow nor fetch what it does
   * not know at their will.
   *
   * @param kid 1 to 128 characters of the base64url alphabet
   * @throws Problem UNAVAILABLE if it is not known now which keys there are
   */
  Optional<VerificationKey> find(String kid);

  /**
   * Whether it is known, without asking anybody, that a key is not to be found any more: for what
   * goes on after a token was verified.
   *
   * @param kid of a key that was found before
   */
  default boolean isOutOfForce(String kid) {
    return false;
  }
}
