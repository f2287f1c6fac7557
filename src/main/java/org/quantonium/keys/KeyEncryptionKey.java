package org.quantonium.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.quantonium.storage.DataDirectory;

/**
 * The key-encryption key: 256 bits in the file {@code kek} of the data directory, made on the first
 * start.
 *
 * @see DataDirectory the rules for the file
 */
@ApplicationScoped
class KeyEncryptionKey {
  private static final String FILE = "kek";
  private static final int BYTES = 32;

  private SecretBytes key;

  KeyEncryptionKey() {}

  @Inject
  KeyEncryptionKey(DataDirectory directory) {
    byte[] stored =
        directory
            .readSecret(FILE)
            .orElseGet(
                () -> {
                  byte[] fresh = SecretBytes.random(BYTES).expose();
                  directory.writeSecret(FILE, fresh);
                  return fresh;
                });
    if (stored.length != BYTES) {
      throw new IllegalStateException(
          "The file "
              + directory.root().resolve(FILE)
              + " holds "
              + stored.length
              + " bytes; a key-encryption key has 32: restore it from a backup");
    }
    this.key = SecretBytes.copyOf(stored);
  }

  SecretBytes secret() {
    return key;
  }
}
