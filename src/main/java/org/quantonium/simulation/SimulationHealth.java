package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how well runs are predicted. Up once the node has measured its prices, or after 15 s
 * without: a bad prediction is no reason to take a node out, but before that none is any good.
 */
@Readiness
@ApplicationScoped
class SimulationHealth implements HealthCheck {
  @Inject private Prices prices;

  @Override
  public HealthCheckResponse call() {
    Misses.Summary misses = prices.misses();
    return HealthCheckResponse.named("simulations")
        .status(prices.areSettled())
        .withData("runs", misses.runs())
        .withData("within-factor-2-percent", misses.within())
        .withData("median-actual-to-predicted", String.format(Locale.ROOT, "%.2f", misses.median()))
        .build();
  }
}
