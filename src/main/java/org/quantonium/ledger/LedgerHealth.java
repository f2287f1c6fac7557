package org.quantonium.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while entries are taken. */
@Readiness
@ApplicationScoped
class LedgerHealth implements HealthCheck {
  @Inject private LedgerState state;

  @Override
  public HealthCheckResponse call() {
    LedgerState.Condition condition = state.condition();
    return HealthCheckResponse.named("ledger")
        .status(condition == LedgerState.Condition.OPEN && state.takesEntries())
        .withData("condition", condition.name())
        .build();
  }
}
