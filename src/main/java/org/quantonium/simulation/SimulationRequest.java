package org.quantonium.simulation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What a client asks for.
 *
 * @param qasm OpenQASM source, 1 to 6,291,456 characters
 * @param shots samples to draw, 0 to 100,000; 1,024 if left out
 * @param seed of the sampling, 0 to 2^53 - 1; drawn at random if left out
 * @param visibility who may read the result; CLIENT if left out
 */
record SimulationRequest(
    @NotBlank(message = "must hold OpenQASM source")
        @Size(max = SimulationRequest.MAX_SOURCE, message = "must have at most 6291456 characters")
        String qasm,
    @Min(value = 0, message = "must be at least 0")
        @Max(value = 100_000, message = "must be at most 100000")
        Integer shots,
    @Min(value = 0, message = "must be at least 0")
        @Max(value = SimulationRequest.MAX_SEED, message = "must be at most 9007199254740991")
        Long seed,
    Visibility visibility) {

  static final int MAX_SOURCE = 6 << 20;

  /** Every JSON reader, JavaScript's included, keeps integers up to here exactly. */
  static final long MAX_SEED = (1L << 53) - 1;

  private static final int DEFAULT_SHOTS = 1024;

  SimulationRequest {
    shots = shots == null ? DEFAULT_SHOTS : shots;
    visibility = visibility == null ? Visibility.CLIENT : visibility;
  }
}
