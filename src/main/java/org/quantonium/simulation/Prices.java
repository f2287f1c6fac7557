package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import org.quantonium.engine.Cost;

@ApplicationScoped
class Prices {
  double seconds(Cost cost) {
    return cost.amplitudeUpdates() * 1.2e-9 + 1e-5;
  }
}
