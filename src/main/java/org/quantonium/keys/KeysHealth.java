package org.quantonium.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while it is known which keys are in force. */
@Readiness
@ApplicationScoped
class KeysHealth implements HealthCheck {
  @Inject private KeyRing keys;

  @Override
  public HealthCheckResponse call() {
    KekView kek = keys.keyEncryption();
    return HealthCheckResponse.named("keys")
        .status(keys.isFresh())
        .withData("kek", kek.id())
        .withData("sealed-under-another", kek.remaining())
        .build();
  }
}
