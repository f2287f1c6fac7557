package org.quantonium.simulation;

import org.quantonium.ledger.SimulationEvent;

/**
 * A submission that is to wait for its turn: what is written of it. Not its circuit, which takes 41
 * MB where half a kilobyte of source expands to a million gates: whoever waits, and a batch, must
 * not hold it.
 *
 * @param row as yet in no state, unsealed and unrecorded
 * @param submitted its entry in the ledger
 * @param charge what it takes from its client's bucket, in units of {@code RatePolicy.SIMULATION}
 */
record Queued(
    StoredSimulation row, KeptRequest kept, SimulationEvent.Submitted submitted, long charge) {}
