package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.logging.Logger;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hundreds of connections that send or read slowly: an honest client is answered within a second
 * all the while. The numbers at which that ends are in {@code docs/PROOF.md}.
 */
@ExtendWith(ArquillianExtension.class)
class SlowClientsIT {
  private static final Logger LOG = Logger.getLogger(SlowClientsIT.class.getName());

  private static final boolean PROOF = Boolean.getBoolean("proof");
  private static final int MOST = 6400;
  private static final Duration IDLE_THREADS_END = Duration.ofSeconds(90);
  private static final Duration BODY_PERIOD = Duration.ofSeconds(25);
  private static final int FIRST_BYTES = 300_000;
  private static final long BOUND_MILLIS = 1_000;

  private String token;
  private HonestClient honest;

  @BeforeEach
  void client() {
    token = Http.token(Server.bootstrapCredentials());
    honest = new HonestClient(token);
    honest.ask(Duration.ofMillis(500));
  }

  @Test
  void answers_an_honest_client_beside_more_slow_bodies_than_threads() {
    attack("slow bodies", 500, 5, count -> bodies(count, 0, "*/*"));
  }

  @Test
  void answers_an_honest_client_beside_200_slow_bodies_that_begin_with_300_kb() {
    attack("slow bodies after 300 kB", 200, 7, count -> bodies(count, FIRST_BYTES, "*/*"));
  }

  @Test
  void answers_an_honest_client_beside_slow_bodies_that_are_refused_already() {
    attack("slow bodies, refused", 700, 5, count -> bodies(count, 0, "none"));
  }

  @Test
  void answers_an_honest_client_beside_200_slow_headers() {
    attack("slow headers", 200, 3, SlowClientsIT::headers);
  }

  @Test
  void answers_an_honest_client_beside_a_thousand_silent_connections() {
    attack("silent connections", 1000, 2, SlowClientsIT::silent);
  }

  @Test
  void serves_an_honest_client_beside_50_slow_readers() {
    String big = bigResult();
    try (SlowClients slow = readers(50, big)) {
      HonestClient.Figures figures = honest.ask(Duration.ofSeconds(PROOF ? 45 : 2));
      say("50 slow readers", slow, figures);
      assertThat(figures.failed()).isZero();
    }
  }

  /**
   * Holds the bound against so many connections for so many seconds; in the long round for 30, and
   * then finds out how many are too many.
   */
  private void attack(String what, int count, int seconds, IntFunction<SlowClients> attackers) {
    long before = threads();
    Duration time = Duration.ofSeconds(PROOF ? 30 : seconds);
    try (SlowClients slow = attackers.apply(count)) {
      HonestClient.Figures figures = honest.ask(time);
      say(count + " " + what, slow, figures);
      assertThat(figures.asked()).isGreaterThan(5);
      assertThat(figures.failed()).isZero();
      assertThat(figures.slowest()).as(figures.toString()).isLessThan(BOUND_MILLIS);
    }
    boolean holds = PROOF;
    for (int more = 800; holds && more <= MOST; more *= 2) {
      client();
      try (SlowClients slow = attackers.apply(more)) {
        HonestClient.Figures figures = honest.ask(time);
        say(more + " " + what, slow, figures);
        holds = figures.failed() == 0 && figures.slowest() < BOUND_MILLIS;
      }
    }
    if (PROOF) {
      Http.sleep(IDLE_THREADS_END);
      LOG.info(what + ": threads before " + before + ", after " + threads());
      assertThat(threads()).isLessThan(before + 20);
    }
  }

  private static void say(String attack, SlowClients slow, HonestClient.Figures figures) {
    LOG.info(() -> attack + ": " + figures + ", closed " + slow.ended() + ", threads " + threads());
  }

  /** To the token endpoint, to simulations, to nowhere; with a token and without, in every mix. */
  private SlowClients bodies(int count, int firstBytes, String accept) {
    byte[] body = "x".repeat(firstBytes).getBytes(StandardCharsets.US_ASCII);
    byte[] chunk =
        (firstBytes == 0 ? "" : Integer.toHexString(firstBytes) + "\r\n" + "x".repeat(firstBytes))
            .concat(firstBytes == 0 ? "" : "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return SlowClients.start(
        count,
        i -> {
          boolean chunked = i % 8 == 7;
          return join(head(i, chunked, accept), chunked ? chunk : body);
        },
        "1",
        BODY_PERIOD);
  }

  private byte[] head(int i, boolean chunked, String accept) {
    String path = List.of("/v1/token", "/v1/simulations", "/v1/nothing").get(i % 3);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nAccept: "
            + accept
            + "\r\n"
            + (i % 2 == 0 ? "Authorization: Bearer " + token + "\r\n" : "")
            + "Content-Type: "
            + (i % 3 == 0 ? "application/x-www-form-urlencoded" : "text/x-qasm")
            + (chunked ? "\r\nTransfer-Encoding: chunked" : "\r\nContent-Length: 1000000")
            + "\r\n\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  private static SlowClients headers(int count) {
    String head = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    return SlowClients.start(count, same(head), "x", Duration.ofSeconds(1));
  }

  private static SlowClients silent(int count) {
    return SlowClients.start(count, same(""), "", Duration.ofDays(1));
  }

  /** A result of some 650 kB. */
  private String bigResult() {
    HttpResponse<String> answer =
        SimulationIT.run(token, "qreg q[14];h q;rz(0.3) q;h q;", "?stateVector=true");
    assertThat(answer.statusCode()).isEqualTo(201);
    return (String) Http.json(answer).get("id");
  }

  /** More than the buffers on the way hold, and nobody reads it. */
  private SlowClients readers(int count, String id) {
    String request =
        "GET /v1/simulations/"
            + id
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n";
    return SlowClients.startUnread(count, same(request.repeat(2)));
  }

  private static IntFunction<byte[]> same(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return i -> bytes;
  }

  private static byte[] join(byte[] head, byte[] body) {
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private static long threads() {
    try {
      return Files.readAllLines(Path.of("/proc/" + Server.process().pid() + "/status")).stream()
          .filter(line -> line.startsWith("Threads:"))
          .mapToLong(line -> Long.parseLong(line.substring(8).strip()))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
