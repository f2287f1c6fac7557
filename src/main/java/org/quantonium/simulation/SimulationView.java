package org.quantonium.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.quantonium.ledger.Receipt;

/**
 * A simulation as its state allows: what is null is left out.
 *
 * @param predictedSeconds of computing
 * @param position in the queue, from 1
 * @param expectedStartAt when its turn should come if nothing else is submitted
 * @param progress fraction of the predicted work that is done, 0 to 1
 * @param expiresAt when request and result are erased
 * @param problem JSON text of the problem document of a failure
 * @param seconds JSON text: wall-clock seconds of read, plan, evolve and sample
 * @param resultDigest base64 of SHA-256 of the bytes of {@code result} exactly as they stand here
 * @param receipt of the last entry about it: of its submission, then of its end
 * @param result JSON text of a {@link SimulationResult}
 */
record SimulationView(
    @JsonUnwrapped SimulationSummary summary,
    Double predictedSeconds,
    Integer position,
    Instant expectedStartAt,
    Double progress,
    Instant startedAt,
    Instant endedAt,
    Instant expiresAt,
    @JsonRawValue String problem,
    @JsonRawValue String seconds,
    @JsonProperty String resultDigest,
    Receipt receipt,
    @JsonRawValue String result) {}
