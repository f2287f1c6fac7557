package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Where a secret of the configuration comes from: the setting itself, best given by the
 * environment, or the file that the setting with {@code .file} behind its name names.
 */
public final class SecretSource {
  private SecretSource() {}

  /** What stands behind a setting's name, and what its value then is. */
  enum Form {
    /** The secret. */
    VALUE(""),
    /** The path of a file, see {@link SecretFile}. */
    FILE(".file");

    private final String end;

    Form(String end) {
      this.end = end;
    }
  }

  /**
   * A secret.
   *
   * @param setting such as {@code quantonium.database.password}
   * @return empty if none of its forms is set
   * @throws IllegalStateException if several are, or there is no secret where it says; it names the
   *     remedy, and nothing of the secret
   */
  public static Optional<SecretBytes> find(Config config, String setting) {
    return form(config, setting, Form.values())
        .map(
            form -> {
              String value = value(config, setting, form);
              return switch (form) {
                case FILE -> SecretFile.read(Path.of(value));
                case VALUE -> SecretBytes.copyOf(value.getBytes(UTF_8));
              };
            });
  }

  /**
   * A key, in base64; a file may hold its bytes themselves.
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
                case VALUE ->
                    SecretKey.decode(setting, SecretBytes.copyOf(value.getBytes(UTF_8)), length);
                case FILE -> SecretKey.read(setting, Path.of(value), length);
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
