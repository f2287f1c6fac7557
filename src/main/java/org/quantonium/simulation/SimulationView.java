package org.quantonium.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.quantonium.ledger.Receipt;

/**
 * A simulation, whole.
 *
 * @param seconds JSON text: wall-clock seconds of read, plan, evolve and sample, and those that
 *     were predicted
 * @param resultDigest base64 of SHA-256 of the bytes of {@code result} exactly as they stand here
 * @param result JSON text of a {@link SimulationResult}
 */
record SimulationView(
    @JsonUnwrapped SimulationSummary summary,
    @JsonRawValue String seconds,
    @JsonProperty String resultDigest,
    Receipt receipt,
    @JsonRawValue String result) {}
