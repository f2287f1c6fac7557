package org.quantonium.secrets;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A Transit engine with one key, {@code quantonium}: AES-256-GCM, as many versions as it has keys.
 */
public final class TransitStub {
  private static final int NONCE_BYTES = 12;

  private final List<SecretBytes> versions = new CopyOnWriteArrayList<>();

  /** The oldest version that still unwraps. */
  volatile int minDecryptionVersion = 1;

  /** What a lying one gives in the place of what was wrapped. */
  volatile Optional<SecretBytes> rewrapsTo = Optional.empty();

  TransitStub() {
    rotate();
  }

  void rotate() {
    versions.add(SecretBytes.random(32));
  }

  /** {@code vault:v<newest>:...}. */
  public String wrap(SecretBytes key) {
    byte[] nonce = SecretBytes.random(NONCE_BYTES).expose();
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, versions.size(), nonce, key.expose());
    byte[] both = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    return "vault:v" + versions.size() + ":" + Base64.getEncoder().encodeToString(both);
  }

  SecretBytes unwrap(String ciphertext) {
    String[] parts = ciphertext.split(":", 3);
    int version = Integer.parseInt(parts[1].substring(1));
    if (version < minDecryptionVersion || version > versions.size()) {
      throw new VaultStub.Refused(400);
    }
    ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(parts[2]));
    byte[] nonce = new byte[NONCE_BYTES];
    both.get(nonce);
    byte[] sealed = new byte[both.remaining()];
    both.get(sealed);
    return SecretBytes.copyOf(crypt(Cipher.DECRYPT_MODE, version, nonce, sealed));
  }

  private byte[] crypt(int mode, int version, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(versions.get(version - 1).expose(), "AES"),
          new GCMParameterSpec(128, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new VaultStub.Refused(400);
    }
  }

  Map<String, Object> answer(String path, Map<?, ?> sent) {
    String ciphertext = String.valueOf(sent.get("ciphertext"));
    return switch (path) {
      case "decrypt/quantonium" ->
          Map.of("plaintext", Base64.getEncoder().encodeToString(unwrap(ciphertext).expose()));
      case "rewrap/quantonium" ->
          Map.of(
              "ciphertext",
              wrap(rewrapsTo.orElseGet(() -> unwrap(ciphertext))),
              "key_version",
              versions.size());
      case "datakey/wrapped/quantonium" -> Map.of("ciphertext", wrap(SecretBytes.random(32)));
      default -> throw new VaultStub.Refused(404);
    };
  }
}
