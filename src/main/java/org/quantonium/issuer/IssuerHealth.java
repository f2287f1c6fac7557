package org.quantonium.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells of the other issuer; a node is ready without it, for all who have tokens of ours. */
@Readiness
@ApplicationScoped
class IssuerHealth implements HealthCheck {
  @Inject private ExternalIssuer issuer;

  @Override
  public HealthCheckResponse call() {
    IssuerCondition condition = issuer.condition();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("issuer").up().withData("condition", condition.name());
    return condition == IssuerCondition.NONE
        ? answer.build()
        : answer.withData("keys", issuer.count()).build();
  }
}
