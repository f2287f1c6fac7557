package org.quantonium.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells of Vault; a node is ready without it, with the secrets that it holds. */
@Readiness
@ApplicationScoped
class VaultHealth implements HealthCheck {

  @Override
  public HealthCheckResponse call() {
    Optional<Vault> vault = Vault.inUse();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("vault")
            .up()
            .withData("condition", vault.map(Vault::condition).orElse(VaultCondition.NONE).name());
    vault
        .map(Vault::changed)
        .filter(names -> !names.isEmpty())
        .ifPresent(names -> answer.withData("changed", String.join(", ", names)));
    vault
        .map(Vault::outdated)
        .filter(names -> !names.isEmpty())
        .ifPresent(names -> answer.withData("rewrap", String.join(", ", names)));
    return answer.build();
  }
}
