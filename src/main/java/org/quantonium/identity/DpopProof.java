package org.quantonium.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A proof (RFC 9449) that verified: somebody has had a key, for this request. Whether it was shown
 * before is for the caller to see.
 *
 * @param thumbprint of the key, as RFC 7638 has it: 43 characters
 * @param id its {@code jti}, 1 to 255 visible ASCII characters
 * @param tokenDigest its {@code ath}
 * @param expiresAt when it is refused for its age
 */
public record DpopProof(
    String thumbprint, String id, Optional<String> tokenDigest, Instant expiresAt) {

  /**
   * Returns if it was made for this very token.
   *
   * @throws InvalidProof if not
   */
  public void requireToken(String token) throws InvalidProof {
    String digest = Base64Text.digest(token.getBytes(US_ASCII));
    if (tokenDigest
        .filter(ath -> MessageDigest.isEqual(ath.getBytes(US_ASCII), digest.getBytes(US_ASCII)))
        .isEmpty()) {
      throw new InvalidProof("ath is not the SHA-256 digest of the token, in base64url");
    }
  }
}
