package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run ends when its time is over, wherever it runs. */
@ExtendWith(ArquillianExtension.class)
class BoundedRunIT {
  private static final Duration WATCHED = Duration.ofSeconds(2);

  @Test
  void stops_the_cpu_at_the_deadline_and_says_so() {
    HttpResponse<String> answer = SimulationIT.run(token(), Programs.LONG, "?maxSeconds=1");

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("urn:problem-type:quantonium:deadline-exceeded");
    Duration before = cpu();
    Http.sleep(WATCHED);
    assertThat(cpu().minus(before)).isLessThan(WATCHED.dividedBy(2));
  }

  @Test
  void leaves_no_interrupted_thread_behind() {
    SimulationIT.run(token(), Programs.LONG, "?maxSeconds=1");

    for (int i = 0; i < 20; i++) {
      assertThat(SimulationIT.run(token(), "qreg q[1];h q[0];", "").statusCode()).isEqualTo(201);
    }
  }

  private static String token() {
    return Http.token(Server.bootstrapCredentials());
  }

  private static Duration cpu() {
    return Server.process().info().totalCpuDuration().orElseThrow();
  }
}
