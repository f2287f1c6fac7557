package org.quantonium.secrets;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.quantonium.storage.Settings;

/** A stub of Vault, a clock that the test moves, and the settings of a node that uses both. */
final class VaultFixture implements AutoCloseable {
  static final String SETTING = "quantonium.database.password";
  static final KvPlace PLACE = KvPlace.of(SETTING, "secret/quantonium/database#password");
  static final String PASSWORD = "canary-of-a-password";

  /** It starts close to where a clock of nanoseconds turns negative, as it may. */
  final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

  final VaultStub stub;
  final Map<String, String> set = new HashMap<>();

  VaultFixture() throws Exception {
    stub = VaultStub.start(nanos::get);
    stub.put("quantonium/database", Map.of("password", PASSWORD, "user", "quantonium_app"));
    stub.permit("node", "canary-of-a-secret-id");
    set.put("quantonium.vault.url", stub.url());
    set.put("quantonium.vault.timeout.millis", "10000");
  }

  VaultFixture withAppRole() {
    set.put("quantonium.vault.approle.role.id", "node");
    set.put("quantonium.vault.approle.secret.id", "canary-of-a-secret-id");
    return this;
  }

  VaultFixture withToken(String token) {
    set.put("quantonium.vault.token", token);
    return this;
  }

  Settings config() {
    return Settings.catalogueWith(set);
  }

  Vault vault() {
    return new Vault(VaultSettings.from(config()), nanos::get, 0);
  }

  void after(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  SecretBytes password() {
    return SecretBytes.ofText(PASSWORD);
  }

  @Override
  public void close() {
    stub.close();
  }
}
