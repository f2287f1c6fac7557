package org.quantonium.container;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.secrets.VaultStub;
import org.quantonium.storage.FreePort;

/**
 * A stub of Vault from which a node has its key-encryption key, wrapped by Transit, and the
 * password of a Redis that is not there, from KV; it logs in by AppRole.
 */
final class VaultOfNode implements AutoCloseable {
  private final VaultStub stub;
  private final String[] options;

  private VaultOfNode(VaultStub stub, String... options) {
    this.stub = stub;
    this.options = options;
  }

  /** Holds that key-encryption key, and plants all that is secret. */
  static VaultOfNode holding(SecretBytes kek, Path directory, Canaries canaries)
      throws IOException {
    VaultStub stub = VaultStub.start();
    // So short that a Vault that goes away is missed within seconds.
    stub.leaseSeconds = 3;
    plant(canaries, "the key-encryption key", kek.expose());
    String password = secret(canaries, "the password of Redis");
    stub.put("quantonium/redis", Map.of("password", password));
    String secretId = secret(canaries, "the secret id for Vault");
    stub.permit("quantonium", secretId);
    stub.onToken = token -> plant(canaries, "a token of Vault", token.getBytes(US_ASCII));
    return new VaultOfNode(
        stub,
        "-Dquantonium.vault.url=" + stub.url(),
        "-Dquantonium.vault.timeout.millis=20000",
        "-Dquantonium.vault.approle.role.id=quantonium",
        "-Dquantonium.vault.approle.secret.id.file=" + file(directory, "secret-id", secretId),
        "-Dquantonium.kek.transit=transit/quantonium",
        "-Dquantonium.kek.wrapped.file=" + file(directory, "kek.wrapped", stub.transit().wrap(kek)),
        "-Dquantonium.redis.url=redis://127.0.0.1:" + FreePort.find(),
        "-Dquantonium.redis.password.vault=secret/quantonium/redis#password");
  }

  private static void plant(Canaries canaries, String name, byte[] secret) {
    canaries.plant(name, secret);
    Secrets.plant(name, secret);
  }

  private static String secret(Canaries canaries, String name) {
    byte[] secret = HexFormat.of().formatHex(SecretBytes.random(24).expose()).getBytes(US_ASCII);
    plant(canaries, name, secret);
    return new String(secret, US_ASCII);
  }

  private static Path file(Path directory, String name, String content) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** What the node is told of it. */
  String[] options() {
    return options.clone();
  }

  /** It is away from then on. */
  @Override
  public void close() {
    stub.close();
  }
}
