package org.quantonium.simulation;

import java.time.Instant;

/**
 * A simulation in a list.
 *
 * @param sourceDigest base64 of SHA-256 of the source's UTF-8 bytes
 */
record SimulationSummary(
    String id,
    SimulationState state,
    Instant createdAt,
    Visibility visibility,
    String sourceDigest) {

  static SimulationSummary of(
      String id,
      SimulationState state,
      long createdAt,
      Visibility visibility,
      String sourceDigest) {
    return new SimulationSummary(
        id, state, Instant.ofEpochMilli(createdAt), visibility, sourceDigest);
  }
}
