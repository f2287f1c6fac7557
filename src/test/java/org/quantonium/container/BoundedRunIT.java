package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server under test stops a run after 3 seconds and runs 2 at once (see the pom). */
@ExtendWith(ArquillianExtension.class)
class BoundedRunIT {
  /** Minutes of work: 20 qubits, 60,000 gates. */
  private static final String LONG = "qreg q[20];" + "h q;".repeat(3_000);

  private static final Duration WATCHED = Duration.ofSeconds(2);

  @Test
  void stops_the_cpu_at_the_deadline_and_says_so() {
    HttpResponse<String> answer = SimulationIT.run(token(), LONG, "");

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("urn:problem-type:quantonium:deadline-exceeded");
    Duration before = cpu();
    Http.sleep(WATCHED);
    assertThat(cpu().minus(before)).isLessThan(WATCHED.dividedBy(2));
  }

  @Test
  void leaves_no_interrupted_thread_behind() {
    SimulationIT.run(token(), LONG, "");

    for (int i = 0; i < 20; i++) {
      assertThat(SimulationIT.run(token(), "qreg q[1];h q[0];", "").statusCode()).isEqualTo(201);
    }
  }

  @Test
  void refuses_a_third_run_beside_two() throws Exception {
    String token = token();
    ExecutorService clients = Executors.newFixedThreadPool(3);
    Callable<HttpResponse<String>> run = () -> SimulationIT.run(token, LONG, "");
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (Future<HttpResponse<String>> answer : clients.invokeAll(List.of(run, run, run))) {
      answers.add(answer.get());
    }
    clients.shutdown();

    assertThat(answers)
        .extracting(HttpResponse::statusCode)
        .containsExactlyInAnyOrder(503, 504, 504);
    HttpResponse<String> refused =
        answers.stream().filter(a -> a.statusCode() == 503).findFirst().orElseThrow();
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).contains("urn:problem-type:quantonium:capacity");
  }

  private static String token() {
    return Http.token(Server.bootstrapCredentials());
  }

  private static Duration cpu() {
    return Server.process().info().totalCpuDuration().orElseThrow();
  }
}
