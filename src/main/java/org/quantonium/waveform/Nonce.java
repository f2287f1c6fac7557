package org.quantonium.waveform;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What makes two hashes of one waveform differ: 8 to 64 bytes.
 *
 * @param hex 16 to 128 lower-case hexadecimal digits
 */
record Nonce(String hex) {
  /** The texts of all nonces. */
  static final String PATTERN = "(?:[0-9a-f]{2}){8,64}";

  static final String REMEDY = "must be 8 to 64 bytes in lower-case hexadecimal";

  /** Bytes of one that the service draws. */
  static final int FRESH_BYTES = 16;

  private static final Pattern TEXT = Pattern.compile(PATTERN);
  private static final double LARGEST_WORD = 0xffff_ffffL;

  Nonce {
    if (!TEXT.matcher(hex).matches()) {
      throw new IllegalArgumentException("a nonce has 8 to 64 bytes");
    }
  }

  static Nonce fresh(SecureRandom random) {
    byte[] bytes = new byte[FRESH_BYTES];
    random.nextBytes(bytes);
    return new Nonce(HexFormat.of().formatHex(bytes));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** The last 32 bits as a fraction of the largest, 0 to 1. */
  double last() {
    return word(0);
  }

  /** The 32 bits before those, likewise. */
  double lastButOne() {
    return word(8);
  }

  private double word(int digitsBehind) {
    int end = hex.length() - digitsBehind;
    return HexFormat.fromHexDigitsToLong(hex, end - 8, end) / LARGEST_WORD;
  }
}
