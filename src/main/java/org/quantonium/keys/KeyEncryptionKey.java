package org.quantonium.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.DataDirectory;

/**
 * The key-encryption key: 256 bits in the file {@code kek} of the data directory.
 *
 * @see DataDirectory the rules for the file
 */
@ApplicationScoped
class KeyEncryptionKey {
  private static final String FILE = "kek";
  private static final int BYTES = 32;

  private DataDirectory directory;

  KeyEncryptionKey() {}

  @Inject
  KeyEncryptionKey(DataDirectory directory) {
    this.directory = directory;
  }

  /** Reads it, or makes it for a key ring that has nothing sealed under another one. */
  SecretBytes findOrMake() {
    if (directory.readSecret(FILE).isEmpty()) {
      directory.writeSecret(FILE, SecretBytes.random(BYTES).expose());
    }
    return find();
  }

  /**
   * Reads it.
   *
   * @throws IllegalStateException if it is not there, or is not one
   */
  SecretBytes find() {
    byte[] stored =
        directory
            .readSecret(FILE)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The database holds keys that are sealed, and the key to open them is not"
                            + " in the data directory: restore the file kek to "
                            + directory.root()));
    if (stored.length != BYTES) {
      throw new IllegalStateException(
          "The file "
              + directory.root().resolve(FILE)
              + " holds "
              + stored.length
              + " bytes; a key-encryption key has 32: restore it from a backup");
    }
    return SecretBytes.copyOf(stored);
  }
}
