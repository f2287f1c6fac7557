package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantonium.problem.Json;

class SimulationRequestTest {

  @Test
  void left_out_are_1024_shots_all_probabilities_and_whatever_must_be_asked_for() {
    assertThat(read("{\"qasm\":\"x\"}"))
        .isEqualTo(
            new SimulationRequest(
                "x", 1024, null, Visibility.CLIENT, 4096, false, List.of(), false, null));
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
         "memory":true,"amplitudes":["0","1"],"stateVector":true,"maxSeconds":60}
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
                60));
  }

  private static SimulationRequest read(String json) {
    return (SimulationRequest)
        Json.read(json.getBytes(StandardCharsets.UTF_8), SimulationRequest.class);
  }
}
