package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long what has ended is kept. */
@ApplicationScoped
class Retention {
  @Inject
  @ConfigProperty(name = "quantonium.simulation.keep.days")
  private int days;

  long millis() {
    return Duration.ofDays(days).toMillis();
  }
}
