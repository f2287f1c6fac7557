package org.quantonium.simulation;

import java.util.List;

/**
 * Simulations that were submitted together, in their order there, without their results.
 *
 * @param id UUIDv7
 */
record BatchView(String id, List<SimulationView> simulations) {
  boolean isActive() {
    return simulations.stream().anyMatch(one -> one.summary().state().isActive());
  }
}
