package org.quantonium.identity;

import com.nimbusds.jose.JOSEException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * A text in the compact form of JWS (RFC 7515, 7.1), taken apart; nothing of it is verified until
 * {@link #verify} is called.
 */
final class CompactJws {

  /** Longest text, in characters, which are bytes. */
  static final int MAX_LENGTH = 8192;

  private final String signed;
  private final Map<String, Json> header;
  private final byte[] claims;
  private final byte[] signature;

  private CompactJws(String signed, Map<String, Json> header, byte[] claims, byte[] signature) {
    this.signed = signed;
    this.header = header;
    this.claims = claims;
    this.signature = signature;
  }

  /**
   * Takes a text apart; the header is strict JSON then, the claims are not looked at.
   *
   * @throws InvalidToken TOO_LONG, SEGMENTS, ENCODING or JSON
   */
  static CompactJws parse(String compact) throws InvalidToken {
    if (compact.length() > MAX_LENGTH) {
      throw new InvalidToken(InvalidToken.Reason.TOO_LONG);
    }
    String[] segments = compact.split("\\.", -1);
    if (segments.length != 3) {
      throw new InvalidToken(InvalidToken.Reason.SEGMENTS);
    }
    byte[] headerBytes = decode(segments[0]);
    byte[] claimBytes = decode(segments[1]);
    byte[] signature = decode(segments[2]);
    return new CompactJws(
        segments[0] + "." + segments[1], StrictJson.object(headerBytes), claimBytes, signature);
  }

  private static byte[] decode(String segment) throws InvalidToken {
    if (segment.isEmpty()) {
      throw new InvalidToken(InvalidToken.Reason.SEGMENTS);
    }
    return Base64Text.decode(segment)
        .orElseThrow(() -> new InvalidToken(InvalidToken.Reason.ENCODING));
  }

  Map<String, Json> header() {
    return header;
  }

  /**
   * Reads the claims, verified or not.
   *
   * @throws InvalidToken JSON
   */
  TokenClaims claims() throws InvalidToken {
    return new TokenClaims(StrictJson.object(claims));
  }

  /**
   * Checks the signature with this key, by the key's own algorithm.
   *
   * @throws InvalidToken SIGNATURE
   */
  void verify(VerificationKey key) throws InvalidToken {
    boolean verified;
    try {
      verified =
          key.algorithm()
              .verifies(key.key(), signed.getBytes(StandardCharsets.US_ASCII), signature);
    } catch (JOSEException | GeneralSecurityException impossible) {
      throw new IllegalStateException("the runtime cannot verify " + key.algorithm(), impossible);
    }
    if (!verified) {
      throw new InvalidToken(InvalidToken.Reason.SIGNATURE);
    }
  }
}
