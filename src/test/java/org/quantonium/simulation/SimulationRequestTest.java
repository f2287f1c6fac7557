package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.quantonium.problem.Json;

class SimulationRequestTest {

  @Test
  void left_out_are_1024_shots_for_the_client_alone_and_no_seed() {
    assertThat(new SimulationRequest("OPENQASM 2.0;", null, null, null))
        .isEqualTo(new SimulationRequest("OPENQASM 2.0;", 1024, null, Visibility.CLIENT));
  }

  @Test
  void no_shots_are_not_left_out_shots() {
    assertThat(read("{\"qasm\":\"x\",\"shots\":0}").shots()).isZero();
  }

  @Test
  void every_field_is_read_from_json() {
    assertThat(
            read(
                "{\"qasm\":\"x\",\"shots\":7,\"seed\":9007199254740991,\"visibility\":\"TENANT\"}"))
        .isEqualTo(new SimulationRequest("x", 7, SimulationRequest.MAX_SEED, Visibility.TENANT));
  }

  private static SimulationRequest read(String json) {
    return (SimulationRequest)
        Json.read(json.getBytes(StandardCharsets.UTF_8), SimulationRequest.class);
  }
}
