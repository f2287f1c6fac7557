package org.quantonium.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.secrets.SecretSource;
import org.quantonium.storage.DataDirectory;

/**
 * The key-encryption key: 256 bits, from where {@code quantonium.kek} and its other forms say;
 * where none is set, from the file {@code kek} of the data directory.
 *
 * @see SecretSource the forms
 * @see DataDirectory the rules for the file
 */
@ApplicationScoped
class KeyEncryptionKey {
  private static final Logger LOG = Logger.getLogger(KeyEncryptionKey.class.getName());
  private static final String SETTING = "quantonium.kek";
  private static final String FILE = "kek";
  private static final int BYTES = 32;

  private DataDirectory directory;
  private Supplier<Optional<SecretBytes>> source;

  KeyEncryptionKey() {}

  @Inject
  KeyEncryptionKey(DataDirectory directory, Config config) {
    this.directory = directory;
    this.source = () -> SecretSource.findKey(config, SETTING, BYTES);
  }

  /** From the data directory alone. */
  KeyEncryptionKey(DataDirectory directory) {
    this.directory = directory;
    this.source = Optional::empty;
  }

  /**
   * Reads it, or makes it for a key ring that has nothing sealed under another one; never where a
   * setting names it.
   */
  SecretBytes findOrMake() {
    return configured().orElseGet(this::stored);
  }

  /**
   * Reads it.
   *
   * @throws IllegalStateException if it is not there, or is not one
   */
  SecretBytes find() {
    return configured().orElseGet(this::restored);
  }

  private Optional<SecretBytes> configured() {
    Optional<SecretBytes> key = source.get();
    if (key.isPresent() && directory.has(FILE)) {
      LOG.warning(
          () ->
              "The key-encryption key comes from where "
                  + SETTING
                  + " says, and the file "
                  + directory.root().resolve(FILE)
                  + " is not read: delete it once it is kept elsewhere");
    }
    return key;
  }

  private SecretBytes stored() {
    if (directory.readSecret(FILE).isEmpty()) {
      directory.writeSecret(FILE, SecretBytes.random(BYTES).expose());
    }
    return restored();
  }

  private SecretBytes restored() {
    byte[] stored =
        directory
            .readSecret(FILE)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The database holds keys that are sealed, and the key to open them is not"
                            + " in the data directory: restore the file kek to "
                            + directory.root()
                            + ", or set quantonium.kek to where it is kept now"));
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
