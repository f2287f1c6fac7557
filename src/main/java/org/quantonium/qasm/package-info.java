/**
 * Reads OpenQASM 2.0 into circuits, in one pass and within limits.
 *
 * <p>Follows OpenQASM 2.0 (Cross et al., "Open Quantum Assembly Language", arXiv:1707.03429),
 * lenient where the files of common exporters need it. {@code QasmCorpusTest} proves it on programs
 * with their exact distributions, and on refused ones with line, column and message.
 */
package org.quantonium.qasm;
