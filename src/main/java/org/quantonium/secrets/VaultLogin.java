package org.quantonium.secrets;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** How this node becomes known to Vault. */
sealed interface VaultLogin {
  String PREFIX = "quantonium.vault.";

  /**
   * A token that somebody made for it: it is renewed as long as Vault lets it, and not replaced.
   */
  record Token(LocalSecret token) implements VaultLogin {}

  /** Any way in that gives a token for a name and something secret. */
  record Credentials(
      String mount, String nameField, String name, String secretField, LocalSecret secret)
      implements VaultLogin {

    String path() {
      return "auth/" + mount + "/login";
    }

    /** What is sent there; to be wiped. */
    byte[] body() throws VaultException {
      return VaultBody.of(Map.of(nameField, SecretBytes.ofText(name), secretField, secret.read()));
    }
  }

  /**
   * The one way that is set.
   *
   * @throws IllegalStateException if none or several are
   */
  static VaultLogin from(Config config) {
    Optional<VaultLogin> token = LocalSecret.find(config, PREFIX + "token").map(Token::new);
    Optional<VaultLogin> appRole =
        text(config, "approle.role.id")
            .map(
                role ->
                    new Credentials(
                        mount(config, "approle"),
                        "role_id",
                        role,
                        "secret_id",
                        LocalSecret.find(config, PREFIX + "approle.secret.id")
                            .orElseThrow(
                                () ->
                                    new IllegalStateException(
                                        "Set quantonium.vault.approle.secret.id.file, or .id, with"
                                            + " quantonium.vault.approle.role.id"))));
    Optional<VaultLogin> kubernetes =
        text(config, "kubernetes.role")
            .map(
                role ->
                    new Credentials(
                        mount(config, "kubernetes"),
                        "role",
                        role,
                        "jwt",
                        LocalSecret.of(
                            Path.of(text(config, "kubernetes.jwt.file").orElseThrow()))));
    return Stream.of(token, appRole, kubernetes)
        .flatMap(Optional::stream)
        .reduce(
            (one, another) -> {
              throw new IllegalStateException(remedy());
            })
        .orElseThrow(() -> new IllegalStateException(remedy()));
  }

  private static String remedy() {
    return "Vault wants one login: set one of quantonium.vault.token (better .token.file),"
        + " quantonium.vault.approle.role.id and quantonium.vault.kubernetes.role";
  }

  private static String mount(Config config, String method) {
    return VaultPath.checked(
        PREFIX + method + ".mount", text(config, method + ".mount").orElse(method));
  }

  private static Optional<String> text(Config config, String name) {
    return config.getOptionalValue(PREFIX + name, String.class);
  }
}
