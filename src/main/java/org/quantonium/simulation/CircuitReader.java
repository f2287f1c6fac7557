package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.quantonium.engine.Circuit;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.qasm.QasmException;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;

/**
 * Reads large sources, only so many at once: one takes hundreds of megabytes while it is read. Who
 * comes beyond asks again for a second.
 *
 * <p>The numbers can be set: {@code org.quantonium.simulation.CircuitReader/read/Bulkhead/value}
 * and {@code .../Retry/maxDuration} (ms).
 */
@ApplicationScoped
class CircuitReader {
  /**
   * Reads OpenQASM.
   *
   * @throws Problem INVALID_CIRCUIT with line and column; CAPACITY if so many are being read
   */
  @Bulkhead(8)
  @Retry(
      retryOn = BulkheadException.class,
      delay = 5,
      jitter = 5,
      maxRetries = -1,
      maxDuration = 1000)
  @Fallback(fallbackMethod = "refuse", applyOn = BulkheadException.class)
  Circuit read(String source) {
    return circuit(source);
  }

  /** As {@link #read} when it has no place. */
  Circuit refuse(String source) {
    throw new Problem(ProblemType.CAPACITY, "So many circuits are being read; try again.")
        .retryAfterSeconds(1);
  }

  /** The same without a place: for what is small, and for jobs, which have places of their own. */
  static Circuit circuit(String source) {
    try {
      return QasmReader.read(source, QasmLimits.defaults());
    } catch (QasmException e) {
      throw new Problem(ProblemType.INVALID_CIRCUIT, e.getMessage(), e)
          .with("line", e.line())
          .with("column", e.column());
    }
  }
}
