package org.quantonium.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.Planned;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.identity.Caller;
import org.quantonium.limits.MemoryBudget;
import org.quantonium.limits.Waiting;
import org.quantonium.problem.ProblemType;
import org.quantonium.qasm.QasmException;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;

@Timeout(60)
class SubmissionTest {
  private static final String SOURCE = "qreg q[2];h q[0];cx q[0],q[1];";
  private static final long NOW = 1_700_000_000_000L;
  private static final Caller CALLER =
      new Caller(
          "alice",
          "c-1",
          "acme",
          Set.of(),
          "jti",
          "kid",
          Instant.EPOCH,
          Instant.EPOCH.plusMillis(1));

  private final Circuit circuit = QasmReader.read(SOURCE, QasmLimits.defaults());
  private final RunOptions options =
      RunOptions.of(100, 7).withAmplitudes(List.of("00", "11")).withMemory();
  private final Submission submission =
      Submission.of(
          CALLER,
          new SimulationRequest(
              SOURCE,
              100,
              null,
              Visibility.TENANT,
              null,
              true,
              List.of("00", "11"),
              null,
              null,
              null),
          circuit,
          7,
          NOW);

  SubmissionTest() throws QasmException {}

  @Test
  void has_an_id_of_its_time() {
    assertThat(UUID.fromString(submission.id()).getMostSignificantBits() >>> 16).isEqualTo(NOW);
  }

  @Test
  void tells_before_the_run_what_will_be_run() {
    assertThat(submission.submitted().facts())
        .isEqualTo(
            Map.of(
                "sourceDigest",
                Digests.sha256(SOURCE.getBytes(UTF_8)),
                "circuitDigest",
                result().circuitDigest(),
                "shots",
                100,
                "seed",
                "7",
                "maxProbabilities",
                4096,
                "memory",
                true,
                "basisStates",
                2,
                "stateVector",
                false,
                "precision",
                "double"));
  }

  @Test
  void tells_after_the_run_what_ran_and_what_came_of_it() {
    assertThat(submission.finished(result(), outcome().cost(), true, "digest").facts())
        .containsAllEntriesOf(
            Map.of(
                "resultDigest",
                "digest",
                "delivered",
                true,
                "engine",
                EngineVersion.CURRENT,
                "method",
                "statevector",
                "precision",
                "double",
                "kernel",
                StateVectorSimulator.KERNEL))
        .containsAllEntriesOf(
            Map.of("activeQubits", 2, "histories", 1L, "liveStates", 1, "exact", true))
        .containsAllEntriesOf(
            Map.of(
                "sourceDigest",
                submission.sourceDigest(),
                "circuitDigest",
                result().circuitDigest(),
                "shots",
                100,
                "seed",
                "7"))
        .hasSize(14);
  }

  @Test
  void of_single_precision_says_so_from_its_submission_to_its_result() {
    SimulationRequest request =
        new SimulationRequest(SOURCE, 100, 7L, null, null, null, null, null, null, "single");
    Submission single = Submission.of(CALLER, request, circuit, 7, NOW);
    Outcome outcome = StateVectorSimulator.run(circuit, single.options(), Budget.unlimited());
    SimulationResult result = SimulationResult.of(circuit, outcome);

    assertThat(KeptRequest.of(single.kept().bytes())).isEqualTo(single.kept());
    assertThat(single.submitted().facts()).containsEntry("precision", "single");
    assertThat(result.precision()).isEqualTo("single");
    assertThat(single.finished(result, outcome.cost(), true, "digest").facts())
        .containsEntry("precision", "single");
  }

  @Test
  void kept_before_there_was_a_choice_is_of_double_precision() {
    String kept =
        "{\"subject\":\"alice\",\"request\":{\"qasm\":\"qreg q[1];\",\"shots\":1,\"seed\":2}}";

    assertThat(KeptRequest.of(kept.getBytes(UTF_8)).request().options())
        .isEqualTo(RunOptions.of(1, 2));
  }

  @Test
  void tells_of_a_failure_what_the_caller_is_told() {
    assertThat(submission.failed(ProblemType.CAPACITY).facts())
        .isEqualTo(Map.of("problem", "urn:problem-type:quantonium:capacity"));
  }

  @Test
  void is_a_row_with_its_price() {
    StoredSimulation row = submission.row(Cost.of(circuit, options), 0.5);

    assertThat(row.id).isEqualTo(submission.id());
    assertThat(row.createdAt).isEqualTo(NOW);
    assertThat(row.clientId).isEqualTo("c-1");
    assertThat(row.tenant).isEqualTo("acme");
    assertThat(row.visibility).isEqualTo(Visibility.TENANT);
    assertThat(row.predictedMicros).isEqualTo(500_000);
    assertThat(row.memoryBytes).isEqualTo(Cost.of(circuit, options).bytes());
    assertThat(row.waiting())
        .isEqualTo(new Waiting(row.id, "acme", "c-1", 0.5, row.memoryBytes, NOW));
  }

  @Test
  void lets_go_of_its_circuit_where_it_is_to_wait() {
    Circuit own = QasmReader.read(SOURCE, QasmLimits.defaults());
    WeakReference<Circuit> held = new WeakReference<>(own);
    Queued queued = priced(own).queued();
    own = null;

    while (held.get() != null) {
      System.gc();
    }
    assertThat(queued.row().id).isEqualTo(queued.submitted().id());
    assertThat(queued.kept().request().qasm()).isEqualTo(SOURCE);
    assertThat(queued.charge()).isEqualTo(250);
  }

  private static Intake.Priced priced(Circuit circuit) {
    SimulationRequest request =
        new SimulationRequest(SOURCE, 1, 2L, null, null, null, null, null, null, null);
    Submission submission = Submission.of(CALLER, request, circuit, 3, NOW);
    Planned planned = Planned.of(circuit, submission.options());
    HeldCircuit held = new HeldCircuit(circuit, new MemoryBudget(0).reserve(0).orElseThrow());
    return new Intake.Priced(
        submission, planned, 0.25, 0, submission.row(planned.cost(), 0.25), held);
  }

  @Test
  void is_the_same_when_it_is_read_from_its_row() {
    StoredSimulation row = submission.row(Cost.of(circuit, options), 0.5);
    KeptRequest kept = KeptRequest.of(submission.kept().bytes());

    Submission again = Submission.of(row, kept, circuit);

    assertThat(again.options()).isEqualTo(submission.options());
    assertThat(again.submitted().facts()).isEqualTo(submission.submitted().facts());
    assertThat(again.caller().subject()).isEqualTo("alice");
    assertThat(again.caller().clientId()).isEqualTo("c-1");
    assertThat(again.caller().tenant()).isEqualTo("acme");
    assertThat(again.caller().scopes()).isEmpty();
  }

  private Outcome outcome() {
    return StateVectorSimulator.run(circuit, options, Budget.unlimited());
  }

  private SimulationResult result() {
    return SimulationResult.of(circuit, outcome());
  }
}
