package org.quantonium.simulation;

import org.quantonium.problem.Json;

/**
 * What is kept of a submission, sealed, until it is erased: enough to run it, and to run it again.
 *
 * @param subject on whose behalf it was submitted
 * @param request as it was sent, with the seed that was drawn where it had none
 */
record KeptRequest(String subject, SimulationRequest request) {
  /** The column that it is sealed for. */
  static final String COLUMN = "request";

  byte[] bytes() {
    return Json.write(this);
  }

  static KeptRequest of(byte[] bytes) {
    return (KeptRequest) Json.read(bytes, KeptRequest.class);
  }
}
