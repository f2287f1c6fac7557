package org.quantonium.secrets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Where a secret of the configuration comes from: the setting itself, best given by the
 * environment, or what the setting with another name's end names: a file, or a place in HashiCorp
 * Vault.
 */
public final class SecretSource {
  private SecretSource() {}

  /** What stands behind a setting's name, and what its value then is. */
  enum Form {
    /** The secret. */
    VALUE(""),
    /** The path of a file, see {@link SecretFile}. */
    FILE(".file"),
    /** {@code mount/path#field} in a KV engine, version 2. */
    VAULT(".vault"),
    /** {@code mount/key} of a Transit engine that unwraps a key. */
    TRANSIT(".transit");

    private final String end;

    Form(String end) {
      this.end = end;
    }
  }

  /**
   * A secret.
   *
   * <p>From Vault it costs a request, and before the first one the login.
   *
   * @param setting such as {@code quantonium.database.password}
   * @return empty if none of its forms is set
   * @throws IllegalStateException if several are, or there is no secret where it says; it names the
   *     remedy, and nothing of the secret
   */
  public static Optional<SecretBytes> find(Config config, String setting) {
    return form(config, setting, Form.VALUE, Form.FILE, Form.VAULT)
        .map(
            form -> {
              String value = value(config, setting, form);
              return switch (form) {
                case FILE -> SecretFile.read(Path.of(value));
                case VAULT -> Vault.of(config).hold(setting, KvPlace.of(setting, value));
                default -> SecretBytes.ofText(value);
              };
            });
  }

  /**
   * A key, in base64; a file may hold its bytes themselves, and Vault's Transit engine may unwrap
   * it.
   *
   * @param length of the key, in bytes
   * @return and throws as {@link #find} does
   */
  public static Optional<SecretBytes> findKey(Config config, String setting, int length) {
    return form(config, setting, Form.values())
        .map(
            form -> {
              String value = value(config, setting, form);
              return switch (form) {
                case VALUE -> SecretKey.decode(setting, SecretBytes.ofText(value), length);
                case FILE -> SecretKey.read(setting, Path.of(value), length);
                case VAULT ->
                    SecretKey.decode(
                        "What " + setting + ".vault names",
                        Vault.of(config).hold(setting, KvPlace.of(setting, value)),
                        length);
                case TRANSIT ->
                    SecretKey.decode(
                        "What " + setting + ".wrapped holds",
                        Vault.of(config).hold(setting, WrappedKey.of(config, setting, value)),
                        length);
              };
            });
  }

  /** What is set of a setting; empty if nothing is. */
  static Optional<Form> form(Config config, String setting, Form... forms) {
    List<Form> set =
        Stream.of(forms)
            .filter(form -> config.getOptionalValue(setting + form.end, String.class).isPresent())
            .toList();
    if (set.size() > 1) {
      throw new IllegalStateException(
          set.stream().map(form -> setting + form.end).collect(Collectors.joining(" and "))
              + " are set: set one of them alone");
    }
    return set.stream().findFirst();
  }

  private static String value(Config config, String setting, Form form) {
    return config.getValue(setting + form.end, String.class);
  }
}
