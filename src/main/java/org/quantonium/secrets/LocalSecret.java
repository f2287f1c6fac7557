package org.quantonium.secrets;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * A secret with which one logs in to Vault: it cannot come from there. A file is read each time,
 * since whoever put it there may renew it.
 *
 * @param value of the setting; used where there is no file
 */
record LocalSecret(Optional<SecretBytes> value, Optional<Path> file) {

  /** Empty if the setting has neither form. */
  static Optional<LocalSecret> find(Config config, String setting) {
    return SecretSource.form(config, setting, SecretSource.Form.VALUE, SecretSource.Form.FILE)
        .map(
            form ->
                new LocalSecret(
                    config.getOptionalValue(setting, String.class).map(SecretBytes::ofText),
                    config.getOptionalValue(setting + ".file", String.class).map(Path::of)));
  }

  static LocalSecret of(Path file) {
    return new LocalSecret(Optional.empty(), Optional.of(file));
  }

  /**
   * What it is now.
   *
   * @throws VaultException if the file is none of a secret
   */
  SecretBytes read() throws VaultException {
    try {
      return file.map(SecretFile::read).or(() -> value).orElseThrow();
    } catch (RuntimeException e) {
      // Of a file, by its path: it says nothing of the secret.
      throw VaultException.refused(e.getMessage());
    }
  }
}
