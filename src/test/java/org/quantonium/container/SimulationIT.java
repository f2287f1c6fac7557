package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class SimulationIT {
  @Test
  void answers_the_list_of_a_client_without_simulations() {
    String token = Http.token(Server.bootstrapCredentials());

    HttpResponse<String> answer = Http.get("/v1/simulations", token);

    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
