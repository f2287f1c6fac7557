package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while it is known which tokens were revoked. */
@Readiness
@ApplicationScoped
class RevocationsHealth implements HealthCheck {
  @Inject private RevocationList revocations;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("revocations").status(revocations.isFresh()).build();
  }
}
