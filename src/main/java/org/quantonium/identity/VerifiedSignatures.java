package org.quantonium.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tokens whose signature was verified lately, by their SHA-256 digest, and the key that verified
 * each: a client sends the same token for ten minutes, and a signature takes longer to verify than
 * all the rest of a token. It tells of signatures alone; whether the key is still in force, the
 * times and the claims are looked at with every request.
 *
 * <p>Cost: one digest; memory for {@value #MOST} digests.
 */
final class VerifiedSignatures {
  static final int MOST = 4096;

  private final Map<ByteBuffer, VerificationKey> keys =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, VerificationKey> eldest) {
          return size() > MOST;
        }
      };

  /** Whether this very key verified this very token. */
  boolean has(String compactToken, VerificationKey key) {
    ByteBuffer digest = digest(compactToken);
    synchronized (keys) {
      return key.equals(keys.get(digest));
    }
  }

  void add(String compactToken, VerificationKey key) {
    ByteBuffer digest = digest(compactToken);
    synchronized (keys) {
      keys.put(digest, key);
    }
  }

  private static ByteBuffer digest(String compactToken) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256")
              .digest(compactToken.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
