package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class HealthIT {
  @Test
  void is_ready_while_the_database_answers_and_the_ledger_takes_entries() {
    HttpResponse<String> answer = Server.awaitPrices();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Http.json(answer)).containsEntry("status", "UP");
    assertThat((List<?>) Http.json(answer).get("checks"))
        .extracting(check -> (Map<?, ?>) check)
        .anySatisfy(
            check -> {
              assertThat(check.get("name")).isEqualTo("database");
              assertThat(check.get("status")).isEqualTo("UP");
            })
        .anySatisfy(
            check -> {
              assertThat(check.get("name")).isEqualTo("vault");
              assertThat(check.get("status")).isEqualTo("UP");
              assertThat(check.get("data")).isEqualTo(Map.of("condition", "NONE"));
            })
        .anySatisfy(
            check -> {
              assertThat(check.get("name")).isEqualTo("ledger");
              assertThat(check.get("status")).isEqualTo("UP");
              assertThat(check.get("data")).isEqualTo(Map.of("condition", "OPEN"));
            });
  }
}
