package org.quantonium.simulation;

/** Where a simulation is in its life. */
enum SimulationState {
  /** Waits for its turn. */
  QUEUED,
  RUNNING,
  /** Its result is kept. */
  SUCCEEDED,
  /** It came to no result; its problem says why. */
  FAILED,
  /** Its owner stopped it. */
  CANCELLED,
  /** The time for which it was kept is over: request and result are erased. */
  EXPIRED;

  boolean isActive() {
    return this == QUEUED || this == RUNNING;
  }
}
