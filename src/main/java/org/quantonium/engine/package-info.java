/**
 * Circuits, gates and an exact state-vector simulator, in plain Java without any framework.
 *
 * <p>Gates and registers follow OpenQASM (Cross et al., arXiv:1707.03429, and qelib1.inc); bit
 * strings are in Qiskit's order. {@code StateVectorSimulatorProperties} proves it against dense
 * matrices built by Kronecker products.
 */
package org.quantonium.engine;
