package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Planned;
import org.quantonium.identity.Caller;
import org.quantonium.problem.Problem;

/** Reads and prices what is submitted, and refuses what this node can never run. */
@ApplicationScoped
class Intake {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject private Sources sources;
  @Inject private Prices prices;
  @Inject private FixedLimits fixed;

  private final Clock clock = Clock.systemUTC();

  /**
   * A submission that may be run. Whoever takes one closes it, and so gives back the memory that
   * its circuit is counted with.
   *
   * @param planned the price, and what a run within the request goes by
   * @param seconds predicted
   * @param readSeconds that its source took to be read
   * @param row as yet in no state, unsealed and unrecorded
   * @param held its circuit
   */
  record Priced(
      Submission submission,
      Planned planned,
      double seconds,
      double readSeconds,
      StoredSimulation row,
      HeldCircuit held)
      implements AutoCloseable {
    @Override
    public void close() {
      held.close();
    }

    Cost cost() {
      return planned.cost();
    }

    /** What it takes from its client's bucket, in units of {@code RatePolicy.SIMULATION}. */
    long charge() {
      return (long) Math.ceil(1000 * seconds);
    }

    /** What is left of it where it is not run at once. */
    Queued queued() {
      return new Queued(row, submission.kept(), submission.submitted(), charge());
    }
  }

  /**
   * Reads and prices. Allocates no state.
   *
   * @throws Problem INVALID_CIRCUIT, INVALID_REQUEST, LIMIT_EXCEEDED, CAPACITY
   */
  Priced take(Caller caller, SimulationRequest request) {
    long start = System.nanoTime();
    HeldCircuit held = sources.read(request.qasm());
    try {
      return priced(caller, request, held, (System.nanoTime() - start) * 1e-9);
    } catch (RuntimeException | Error e) {
      held.close();
      throw e;
    }
  }

  private Priced priced(
      Caller caller, SimulationRequest request, HeldCircuit held, double readSeconds) {
    Circuit circuit = held.circuit();
    Submission submission =
        Submission.of(caller, request, circuit, RANDOM.nextLong() >>> 11, clock.millis());
    Planned planned = Planned.of(circuit, submission.options());
    double seconds = prices.seconds(planned.cost());
    fixed.refuse(planned, seconds);
    StoredSimulation row = submission.row(planned.cost(), seconds);
    return new Priced(submission, planned, seconds, readSeconds, row, held);
  }
}
