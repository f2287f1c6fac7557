package org.quantonium.simulation;

import java.util.Optional;
import org.quantonium.problem.Problem;

/**
 * What a simulation would take. Figures that do not fit are 2^63 - 1.
 *
 * @param precision that was priced
 * @param activeQubits qubits that some gate acts on
 * @param bytes memory that would be reserved
 * @param amplitudeUpdates amplitudes written at most
 * @param histories sequences of outcomes in mid-circuit that are followed at most
 * @param seconds predicted for the run, on a core of its own
 * @param admitted whether no fixed limit forbids it; quotas and capacity are not looked at
 * @param refusal why it would be refused, if it would
 */
record Estimate(
    String method,
    String precision,
    int qubits,
    int activeQubits,
    int operations,
    long bytes,
    long amplitudeUpdates,
    long histories,
    double seconds,
    boolean admitted,
    Optional<Refusal> refusal) {

  /** What a submission would be answered: type and detail of the problem. */
  record Refusal(String type, int status, String detail) {
    static Refusal of(Problem problem) {
      return new Refusal(problem.type().uri(), problem.type().status(), problem.getMessage());
    }
  }
}
