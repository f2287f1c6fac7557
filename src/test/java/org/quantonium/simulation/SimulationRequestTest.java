package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantonium.engine.Precision;
import org.quantonium.problem.Json;

class SimulationRequestTest {

  @Test
  void left_out_are_1024_shots_all_probabilities_and_whatever_must_be_asked_for() {
    assertThat(read("{\"qasm\":\"x\"}"))
        .isEqualTo(
            new SimulationRequest(
                "x", 1024, null, Visibility.CLIENT, 4096, false, List.of(), false, null, "double"));
  }

  @Test
  void takes_the_seed_that_was_drawn_only_where_none_was_asked_for() {
    assertThat(read("{\"qasm\":\"x\"}").withSeed(5).options().seed()).isEqualTo(5);
    assertThat(read("{\"qasm\":\"x\",\"seed\":7}").withSeed(5).options().seed()).isEqualTo(7);
  }

  @Test
  void no_shots_are_not_left_out_shots() {
    assertThat(read("{\"qasm\":\"x\",\"shots\":0}").shots()).isZero();
  }

  @Test
  void every_field_is_read_from_json() {
    String json =
        """
        {"qasm":"x","shots":7,"seed":9007199254740991,"visibility":"TENANT","maxProbabilities":3,
         "memory":true,"amplitudes":["0","1"],"stateVector":true,"maxSeconds":60,"precision":"single"}
        """;

    assertThat(read(json))
        .isEqualTo(
            new SimulationRequest(
                "x",
                7,
                SimulationRequest.MAX_SEED,
                Visibility.TENANT,
                3,
                true,
                List.of("0", "1"),
                true,
                60,
                "single"));
  }

  @Test
  void each_precision_has_its_word() {
    for (Precision precision : Precision.values()) {
      String json = "{\"qasm\":\"x\",\"seed\":1,\"precision\":\"" + precision.word() + "\"}";
      assertThat(read(json).options().precision()).isEqualTo(precision);
    }
  }

  /**
   * Digests of requests under an idempotency key, and rows that wait, are older than the choice.
   */
  @Test
  void double_precision_is_written_as_it_was_before_there_was_a_choice() {
    byte[] left = Json.write(read("{\"qasm\":\"x\"}"));

    assertThat(Json.write(read("{\"qasm\":\"x\",\"precision\":\"double\"}"))).isEqualTo(left);
    assertThat(new String(left, StandardCharsets.UTF_8)).doesNotContain("precision");
    assertThat(new String(Json.write(read(single())), StandardCharsets.UTF_8))
        .contains("\"precision\":\"single\"");
  }

  /** Or Bean Validation would find fault with each of them, at half a kilobyte a fault. */
  @Test
  void of_a_list_that_is_too_long_one_element_more_is_kept_than_it_may_have() {
    String states = "\"amplitudes\":[\"0\"" + ",null".repeat(100_000) + "]";
    BatchRequest batch =
        (BatchRequest)
            Json.read(
                ("{\"simulations\":[{}" + ",null".repeat(100_000) + "]}")
                    .getBytes(StandardCharsets.UTF_8),
                BatchRequest.class);

    assertThat(read("{\"qasm\":\"x\"," + states + "}").amplitudes())
        .hasSize(1025)
        .startsWith("0", null);
    assertThat(batch.simulations()).hasSize(101).element(100).isNull();
  }

  private static String single() {
    return "{\"qasm\":\"x\",\"precision\":\"single\"}";
  }

  private static SimulationRequest read(String json) {
    return (SimulationRequest)
        Json.read(json.getBytes(StandardCharsets.UTF_8), SimulationRequest.class);
  }
}
