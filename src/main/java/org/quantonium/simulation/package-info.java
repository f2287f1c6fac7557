/**
 * Simulations over REST: a circuit comes in, is read, priced, admitted, run under a budget and
 * recorded, and its result is kept for its owner.
 *
 * <p>Follows OpenQASM 2.0 for circuits and Qiskit's bit order for results.
 *
 * <p>{@code container.SimulationIT} shows the whole way on both servers.
 */
package org.quantonium.simulation;
