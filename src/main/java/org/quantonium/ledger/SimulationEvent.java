package org.quantonium.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quantonium.identity.Caller;
import org.quantonium.problem.ProblemType;

/**
 * The life of a simulation: SUBMITTED, then FINISHED, FAILED or CANCELLED, and perhaps ERASED. One
 * that has no end yet waits or runs.
 */
public sealed interface SimulationEvent extends Event {
  Caller caller();

  /** The simulation's id. */
  String id();

  @Override
  default Optional<Caller> by() {
    return Optional.of(caller());
  }

  @Override
  default String resource() {
    return "/v1/simulations/" + id();
  }

  /**
   * What is run. Digests are base64 of SHA-256.
   *
   * @param source digest of the source's UTF-8 bytes
   * @param circuit digest of the circuit as it is run
   * @param shots at least 0
   * @param seed 0 to 2^53 - 1
   */
  record Input(String source, String circuit, int shots, long seed) {
    Map<String, Object> facts() {
      return Map.of(
          "sourceDigest", source,
          "circuitDigest", circuit,
          "shots", shots,
          "seed", Long.toString(seed));
    }
  }

  /**
   * Admitted, and about to run.
   *
   * @param maxProbabilities most probabilities that the result tells
   * @param memory whether it tells each shot
   * @param basisStates of so many it tells the amplitude
   * @param stateVector whether it tells all amplitudes
   * @param precision that was asked for; entries of before there was a choice do not have it, and
   *     were double
   */
  record Submitted(
      Caller caller,
      String id,
      Input input,
      int maxProbabilities,
      boolean memory,
      int basisStates,
      boolean stateVector,
      String precision)
      implements SimulationEvent {
    @Override
    public Action action() {
      return Action.SIMULATION_SUBMITTED;
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts = new HashMap<>(input.facts());
      facts.put("maxProbabilities", maxProbabilities);
      facts.put("memory", memory);
      facts.put("basisStates", basisStates);
      facts.put("stateVector", stateVector);
      facts.put("precision", precision);
      return facts;
    }
  }

  /**
   * What ran it.
   *
   * @param engine name and version
   * @param method how amplitudes are held
   * @param precision of their parts, double or single
   * @param kernel what updates them
   */
  record Machine(String engine, String method, String precision, String kernel) {}

  /**
   * What was decided before the run.
   *
   * @param activeQubits qubits that a gate acts on
   * @param histories at most that many sequences of outcomes in mid-circuit were followed
   * @param liveStates at most that many state vectors existed at a time
   * @param exact true if every history was followed
   */
  record Plan(int activeQubits, long histories, int liveStates, boolean exact) {}

  /**
   * Ran to its end; recorded with the result.
   *
   * @param delivered whether the result is then handed to its owner in the answer to its request
   * @param resultDigest base64 of SHA-256 of the result's bytes
   */
  record Finished(
      Caller caller,
      String id,
      Input input,
      Machine machine,
      Plan plan,
      boolean delivered,
      String resultDigest)
      implements SimulationEvent {
    @Override
    public Action action() {
      return Action.SIMULATION_FINISHED;
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts = new HashMap<>(input.facts());
      facts.put("resultDigest", resultDigest);
      facts.put("delivered", delivered);
      facts.put("engine", machine.engine());
      facts.put("method", machine.method());
      facts.put("precision", machine.precision());
      facts.put("kernel", machine.kernel());
      facts.put("activeQubits", plan.activeQubits());
      facts.put("histories", plan.histories());
      facts.put("liveStates", plan.liveStates());
      facts.put("exact", plan.exact());
      return facts;
    }
  }

  /**
   * Did not come to its end; nothing is kept of it.
   *
   * @param problem what the caller was told
   */
  record Failed(Caller caller, String id, ProblemType problem) implements SimulationEvent {
    @Override
    public Action action() {
      return Action.SIMULATION_FAILED;
    }

    @Override
    public Outcome outcome() {
      return Outcome.FAILED;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("problem", problem.uri());
    }
  }

  /** Its owner stopped it before its end; nothing is kept of it. */
  record Cancelled(Caller caller, String id) implements SimulationEvent {
    @Override
    public Action action() {
      return Action.SIMULATION_CANCELLED;
    }

    @Override
    public Outcome outcome() {
      return Outcome.CANCELLED;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of();
    }
  }

  /** Its owner had what was kept of it erased; the entries stay. */
  record Erased(Caller caller, String id) implements SimulationEvent {
    @Override
    public Action action() {
      return Action.SIMULATION_ERASED;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of();
    }
  }

  /**
   * The result was read for the first time by a client that had not got it in an answer.
   *
   * @param resultDigest base64 of SHA-256 of the result's bytes
   */
  record Delivered(Caller caller, String id, String resultDigest) implements SimulationEvent {
    @Override
    public Action action() {
      return Action.RESULT_DELIVERED;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("resultDigest", resultDigest);
    }
  }
}
