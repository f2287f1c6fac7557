package org.quantonium.container;

import java.time.Duration;
import java.util.List;

/**
 * A client that asks for three things in turn, each on a connection of its own: something from
 * memory, something from the database, and a simulation.
 */
final class HonestClient {
  private static final String BELL = "qreg q[2];creg c[2];h q[0];cx q[0],q[1];measure q->c;";
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** How it went: answers that were not as they should be, and the slowest of each, in ms. */
  record Figures(int asked, int failed, long keys, long list, long simulation) {
    long slowest() {
      return Math.max(keys, Math.max(list, simulation));
    }
  }

  private final String token;
  private int asked;
  private int failed;

  HonestClient(String token) {
    this.token = token;
  }

  /** Asks for so long. */
  Figures ask(Duration time) {
    asked = 0;
    failed = 0;
    long keys = 0;
    long list = 0;
    long simulation = 0;
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      keys = Math.max(keys, millis(200, "GET /.well-known/jwks.json", ""));
      list = Math.max(list, millis(200, "GET /v1/simulations?limit=1", ""));
      simulation = Math.max(simulation, millis(201, "POST /v1/simulations", BELL));
      Http.sleep(PAUSE);
    }
    return new Figures(asked, failed, keys, list, simulation);
  }

  private long millis(int status, String what, String body) {
    List<String> lines =
        List.of(
            what + " HTTP/1.1",
            "Host: localhost",
            "Authorization: Bearer " + token,
            body.isEmpty() ? "Accept: */*" : "Content-Type: text/x-qasm",
            body.isEmpty() ? "X-Any: a" : "Content-Length: " + body.length(),
            "Connection: close",
            "",
            body);
    long start = System.nanoTime();
    String answer = RawHttp.exchange(String.join("\r\n", lines));
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    asked++;
    if (RawHttp.status(answer) != status) {
      failed++;
    }
    return millis;
  }
}
