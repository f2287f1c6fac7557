package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.quantonium.engine.Circuit;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.limits.MemoryBudget;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.qasm.QasmException;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;
import org.quantonium.qasm.QasmTooLong;

/**
 * Reads sources. Large ones, and small ones of large circuits, only so many at once, since one
 * takes hundreds of megabytes while it is read; and only where there is memory for the circuit,
 * which half a kilobyte can make as large as any, for as long as its request holds it. Who comes
 * beyond asks again for a second.
 *
 * <p>The numbers can be set: {@code org.quantonium.simulation.CircuitReader/read/Bulkhead/value},
 * {@code .../Retry/maxDuration} (ms) and {@code quantonium.circuits.budget.bytes}.
 */
@ApplicationScoped
class CircuitReader {
  private static final QasmLimits LIMITS = QasmLimits.defaults();

  /** Operations; such a circuit takes a megabyte at most, and is not counted. */
  private static final int SMALL = 1 << 14;

  /** 64: a gate on two qubits with three angles takes 52 as it is kept and planned. */
  private static final long BYTES_PER_OPERATION =
      AdmissionSettings.LARGEST_CIRCUIT_BYTES / LIMITS.maxOperations();

  /** Of a source that spells each operation out, at least. */
  private static final int CHARACTERS_PER_OPERATION = 6;

  private final MemoryBudget memory;

  CircuitReader() {
    this(new MemoryBudget(0));
  }

  @Inject
  CircuitReader(AdmissionSettings settings) {
    this(new MemoryBudget(settings.circuitBytes()));
  }

  CircuitReader(MemoryBudget memory) {
    this.memory = memory;
  }

  /**
   * Reads OpenQASM, having waited for a place and for memory.
   *
   * @throws Problem INVALID_CIRCUIT with line and column; CAPACITY if so many are being read or
   *     held
   */
  @Bulkhead(8)
  @Retry(
      retryOn = BulkheadException.class,
      delay = 5,
      jitter = 5,
      maxRetries = -1,
      maxDuration = 1000)
  @Fallback(fallbackMethod = "refuse", applyOn = BulkheadException.class)
  HeldCircuit read(String source) {
    int spelledOut = Math.max(SMALL, source.length() / CHARACTERS_PER_OPERATION);
    return source.length() > Sources.SMALL && spelledOut < LIMITS.maxOperations()
        ? read(source, spelledOut)
        : read(source, LIMITS.maxOperations());
  }

  private HeldCircuit read(String source, int operations) {
    MemoryBudget.Reservation held =
        memory
            .reserve(BYTES_PER_OPERATION * operations)
            .orElseThrow(() -> new BulkheadException("no memory for one more circuit"));
    Optional<Circuit> circuit = Optional.empty();
    try {
      circuit = circuit(source, operations);
    } finally {
      held.keep(circuit.map(read -> BYTES_PER_OPERATION * read.size()).orElse(0L));
    }
    return circuit
        .map(read -> new HeldCircuit(read, held))
        .orElseGet(() -> read(source, LIMITS.maxOperations()));
  }

  /** As {@link #read} when it has no place. */
  HeldCircuit refuse(String source) {
    throw new Problem(
            ProblemType.CAPACITY, "So many circuits are being read or wait to run; try again.")
        .retryAfterSeconds(1);
  }

  /**
   * The same without a place, for what turns out to be small.
   *
   * @return empty if the circuit is large, which takes no longer to find than to read a small one
   * @throws Problem INVALID_CIRCUIT with line and column
   */
  Optional<HeldCircuit> small(String source) {
    return circuit(source, SMALL)
        .map(circuit -> new HeldCircuit(circuit, memory.reserve(0).orElseThrow()));
  }

  /** The same without a place, for jobs, which have places of their own. */
  static Circuit circuit(String source) {
    return circuit(source, LIMITS.maxOperations()).orElseThrow();
  }

  /** Empty where it has more operations, unless it has too many. */
  private static Optional<Circuit> circuit(String source, int operations) {
    try {
      return Optional.of(QasmReader.read(source, LIMITS.withMaxOperations(operations)));
    } catch (QasmTooLong e) {
      if (operations == LIMITS.maxOperations()) {
        throw invalid(e);
      }
      return Optional.empty();
    } catch (QasmException e) {
      throw invalid(e);
    }
  }

  private static Problem invalid(QasmException e) {
    return new Problem(ProblemType.INVALID_CIRCUIT, e.getMessage(), e)
        .with("line", e.line())
        .with("column", e.column());
  }
}
