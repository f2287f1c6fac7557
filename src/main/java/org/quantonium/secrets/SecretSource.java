package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Where a secret of the configuration comes from: the setting itself, best given by the
 * environment, or the file that the setting with {@code .file} behind its name names.
 */
public final class SecretSource {
  private static final String FILE = ".file";

  private SecretSource() {}

  /**
   * A secret.
   *
   * @param setting such as {@code quantonium.database.password}
   * @return empty if neither is set
   * @throws IllegalStateException if both are, or the file is none of a secret; it names the
   *     remedy, and nothing of the secret
   */
  public static Optional<SecretBytes> find(Config config, String setting) {
    Optional<SecretBytes> value =
        config
            .getOptionalValue(setting, String.class)
            .map(text -> SecretBytes.copyOf(text.getBytes(UTF_8)));
    Optional<String> file = config.getOptionalValue(setting + FILE, String.class);
    if (value.isPresent() && file.isPresent()) {
      throw new IllegalStateException(
          "Set one of " + setting + " and " + setting + FILE + ", not both");
    }
    return file.map(path -> SecretFile.read(Path.of(path))).or(() -> value);
  }
}
