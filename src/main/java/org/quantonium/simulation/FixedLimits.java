package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Planned;
import org.quantonium.engine.Precision;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.engine.UnsupportedRun;
import org.quantonium.limits.Admission;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** What is refused whatever else runs: of a submission, and therefore of an estimate. */
@ApplicationScoped
class FixedLimits {
  private static final String FEWER = "Use fewer qubits";

  @Inject private Admission admission;

  /**
   * Refuses what this node can never run, or never answer. Allocates no state.
   *
   * @param seconds predicted
   * @throws Problem LIMIT_EXCEEDED; INVALID_REQUEST if the engine cannot tell what is asked for
   */
  void refuse(Planned planned, double seconds) {
    Circuit circuit = planned.circuit();
    RunOptions options = planned.options();
    Cost cost = planned.cost();
    refuseLongResult(SimulationResult.longest(circuit, cost, options));
    admission.refuseForEver(cost, seconds, remedy(circuit, options, cost));
    try {
      StateVectorSimulator.check(planned);
    } catch (UnsupportedRun e) {
      throw new Problem(ProblemType.INVALID_REQUEST, e.getMessage(), e);
    }
  }

  /** Of too little memory; prices again only what does not fit. */
  private String remedy(Circuit circuit, RunOptions options, Cost cost) {
    if (admission.holds(cost) || options.precision() == Precision.SINGLE) {
      return FEWER + ".";
    }
    Cost single = Cost.of(circuit, options.withPrecision(Precision.SINGLE));
    return admission.holds(single)
        ? FEWER + ", or ask for precision=single, which needs " + single.bytes() + " bytes."
        : FEWER + ".";
  }

  private static void refuseLongResult(long characters) {
    if (characters > SimulationResult.MAX_CHARACTERS) {
      throw new Problem(
              ProblemType.LIMIT_EXCEEDED,
              "The result may become longer than "
                  + SimulationResult.MAX_CHARACTERS
                  + " characters. Ask for fewer shots, without memory, or measure fewer bits.")
          .with("limit", SimulationResult.MAX_CHARACTERS)
          .with("value", characters);
    }
  }
}
