package org.quantonium.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.quantonium.identity.OwnIssuer;

/**
 * Tells whose tokens are good here, and how it is with the other issuer. A node is ready without
 * it: for all who have tokens of ours, and for those who need none.
 */
@Readiness
@ApplicationScoped
class IssuerHealth implements HealthCheck {
  @Inject private ExternalIssuer issuer;
  @Inject private OwnIssuer own;

  @Override
  public HealthCheckResponse call() {
    IssuerCondition condition = issuer.condition();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("issuer")
            .up()
            .withData("condition", condition.name())
            .withData("trusted", String.join(" ", own.trusted()));
    return condition == IssuerCondition.NONE
        ? answer.build()
        : answer.withData("keys", issuer.count()).build();
  }
}
