package org.quantonium.identity;

import java.math.BigInteger;
import java.security.spec.EdECPoint;

/**
 * The curve of Ed25519 (RFC 8032, 5.1): {@code -x^2 + y^2 = 1 + d x^2 y^2} modulo 2^255 - 19.
 *
 * <p>Eight of its points have an order of 8 or less. For a public key among them anybody can make a
 * signature that verifies.
 */
final class Edwards25519 {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  private Edwards25519() {}

  /**
   * Whether a key is none of those eight, and written as RFC 8032 has it.
   *
   * <p>Order 1 and 2 have y = 1 and -1, order 4 has y = 0. Twice a point of order 8 has y = 0,
   * which takes x^2 = -y^2, and the curve's equation becomes d y^4 + 2 y^2 - 1 = 0.
   */
  static boolean isOfLargeOrder(EdECPoint point) {
    BigInteger y = point.getY();
    if (y.compareTo(P) >= 0) {
      return false;
    }
    BigInteger y2 = y.multiply(y).mod(P);
    BigInteger ofOrder8 =
        D.multiply(y2).multiply(y2).add(y2.shiftLeft(1)).subtract(BigInteger.ONE).mod(P);
    return y.signum() != 0 && !y2.equals(BigInteger.ONE) && ofOrder8.signum() != 0;
  }
}
