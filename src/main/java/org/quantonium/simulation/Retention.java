package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.quantonium.limits.AdmissionSettings;

/** How long what has ended is kept. */
@ApplicationScoped
class Retention {
  @Inject private AdmissionSettings settings;

  long millis() {
    return Duration.ofDays(settings.keptDays()).toMillis();
  }
}
