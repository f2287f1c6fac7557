package org.quantonium.simulation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Simulations that are submitted together: all of them, or none.
 *
 * @param simulations 1 to 100
 */
record BatchRequest(
    @NotNull(message = "must hold simulations")
        @Size(min = 1, max = BatchRequest.MOST, message = "must hold 1 to 100 simulations")
        List<@NotNull(message = "must not be null") @Valid SimulationRequest> simulations) {
  static final int MOST = 100;

  BatchRequest {
    simulations = simulations == null ? null : SimulationRequest.oneTooMany(simulations, MOST);
  }
}
