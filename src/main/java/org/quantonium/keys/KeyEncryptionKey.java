package org.quantonium.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.quantonium.secrets.Mode;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.secrets.SecretSource;
import org.quantonium.storage.DataDirectory;

/**
 * The key-encryption key: 256 bits, from where {@code quantonium.kek} and its other forms say;
 * where none is set, and in {@code production} never, from the file {@code kek} of the data
 * directory. While it changes there is a second one.
 *
 * @see SecretSource the forms
 * @see DataDirectory the rules for the files
 * @see Keks what is done with two
 */
@ApplicationScoped
class KeyEncryptionKey {
  private static final Logger LOG = Logger.getLogger(KeyEncryptionKey.class.getName());
  private static final String SETTING = "quantonium.kek";
  private static final String NEXT = SETTING + ".next";
  private static final String PREVIOUS = SETTING + ".previous";
  private static final String FILE = "kek";
  private static final String PREVIOUS_FILE = "kek-previous";
  private static final int BYTES = 32;

  private DataDirectory directory;
  private Function<String, Optional<SecretBytes>> settings;
  private BooleanSupplier production;

  KeyEncryptionKey() {}

  @Inject
  KeyEncryptionKey(DataDirectory directory, Config config) {
    this.directory = directory;
    this.settings = setting -> SecretSource.findKey(config, setting, BYTES);
    this.production = () -> Mode.of(config) == Mode.PRODUCTION;
  }

  /** From the data directory alone. */
  KeyEncryptionKey(DataDirectory directory) {
    this.directory = directory;
    this.settings = setting -> Optional.empty();
    this.production = () -> false;
  }

  /**
   * Reads what this node has.
   *
   * @param fresh whether the ring is empty: then the key is made if it is not there
   * @throws IllegalStateException if one is not there or not one, or they are no two keys of one
   *     change
   */
  Keks open(boolean fresh) {
    Optional<SecretBytes> previous = settings.apply(PREVIOUS).or(() -> read(PREVIOUS_FILE));
    return new Keks(
        new Kek(fresh ? findOrMake() : find()),
        settings.apply(NEXT).map(Kek::new),
        previous.map(Kek::new));
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
    Optional<SecretBytes> key = settings.apply(SETTING);
    if (key.isPresent() && directory.has(FILE)) {
      LOG.warning(
          () ->
              "The key-encryption key comes from where "
                  + SETTING
                  + " says, and the file "
                  + directory.root().resolve(FILE)
                  + " is not read: delete it once it is kept elsewhere");
    }
    if (key.isEmpty() && production.getAsBoolean()) {
      throw new IllegalStateException(
          "With quantonium.mode=production the key-encryption key is not taken from the data"
              + " directory: set quantonium.kek.file, quantonium.kek.vault or"
              + " quantonium.kek.transit to where it is kept. The one of before is in base64: base64"
              + " -w0 "
              + directory.root().resolve(FILE)
              + "; the first one is made by openssl rand -base64 32");
    }
    return key;
  }

  private SecretBytes stored() {
    if (read(FILE).isEmpty()) {
      directory.writeSecret(FILE, SecretBytes.random(BYTES).expose());
    }
    return restored();
  }

  private SecretBytes restored() {
    return read(FILE)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The database holds keys that are sealed, and the key to open them is not in"
                        + " the data directory: restore the file kek to "
                        + directory.root()
                        + ", or set quantonium.kek to where it is kept now"
                        + (directory.has(PREVIOUS_FILE) ? change() : "")));
  }

  private String change() {
    return ". The file kek-previous is there: to go over to a new key, make it first, (umask 277;"
        + " openssl rand 32 > "
        + directory.root().resolve(FILE)
        + ")";
  }

  private Optional<SecretBytes> read(String name) {
    return directory
        .readSecret(name)
        .map(
            stored -> {
              if (stored.length != BYTES) {
                throw new IllegalStateException(
                    "The file "
                        + directory.root().resolve(name)
                        + " holds "
                        + stored.length
                        + " bytes; a key-encryption key has 32: restore it from a backup");
              }
              return SecretBytes.copyOf(stored);
            });
  }
}
