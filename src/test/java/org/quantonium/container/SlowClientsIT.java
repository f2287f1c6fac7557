package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hundreds of connections that send or read slowly: an honest client is answered within a second
 * all the while. The numbers at which that ends are in {@code docs/PROOF.md}.
 */
@ExtendWith(ArquillianExtension.class)
class SlowClientsIT {
  private static final Logger LOG = Logger.getLogger(SlowClientsIT.class.getName());

  private static final int CLIENTS = 200;
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
  void answers_an_honest_client_beside_200_slow_bodies() {
    try (SlowClients slow = bodies(CLIENTS, 0)) {
      assertAnswered(honest.ask(Duration.ofSeconds(5)), slow);
    }
  }

  @Test
  void answers_an_honest_client_beside_200_slow_bodies_that_begin_with_300_kb() {
    try (SlowClients slow = bodies(CLIENTS, FIRST_BYTES)) {
      assertAnswered(honest.ask(Duration.ofSeconds(7)), slow);
    }
  }

  @Test
  void answers_an_honest_client_beside_200_slow_headers() {
    try (SlowClients slow = headers(CLIENTS)) {
      assertAnswered(honest.ask(Duration.ofSeconds(3)), slow);
    }
  }

  @Test
  void answers_an_honest_client_beside_a_thousand_silent_connections() {
    try (SlowClients slow = silent(1000)) {
      assertAnswered(honest.ask(Duration.ofSeconds(2)), slow);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "proof", matches = "true")
  void says_at_how_many_connections_it_breaks() throws IOException {
    long before = threads();
    for (int count : List.of(200, 400, 800, 1600, 3200, 6400)) {
      client();
      try (SlowClients slow = bodies(count, 0)) {
        say(count + " slow bodies", slow, honest.ask(Duration.ofSeconds(45)));
      }
      try (SlowClients slow = bodies(count, FIRST_BYTES)) {
        say(count + " slow bodies after 300 kB", slow, honest.ask(Duration.ofSeconds(45)));
      }
      try (SlowClients slow = headers(count)) {
        say(count + " slow headers", slow, honest.ask(Duration.ofSeconds(45)));
      }
      try (SlowClients slow = silent(count)) {
        say(count + " silent", slow, honest.ask(Duration.ofSeconds(30)));
      }
      if (count <= 800) {
        try (SlowClients slow = readers(count)) {
          say(count + " slow readers", slow, honest.ask(Duration.ofSeconds(30)));
        }
      }
    }
    Http.sleep(Duration.ofSeconds(90));
    long after = threads();
    LOG.info("threads before " + before + ", after " + after);
    assertThat(after).isLessThan(before + 20);
  }

  private static void assertAnswered(HonestClient.Figures figures, SlowClients slow) {
    assertThat(figures.asked()).isGreaterThan(5);
    assertThat(figures.failed()).isZero();
    assertThat(figures.slowest())
        .as("%s, %d ended", figures, slow.ended())
        .isLessThan(BOUND_MILLIS);
  }

  private static void say(String attack, SlowClients slow, HonestClient.Figures figures)
      throws IOException {
    LOG.info(attack + ": " + figures + ", ended " + slow.ended() + ", threads " + threads());
  }

  /** To the token endpoint, to simulations, to nowhere; with a token and without, in every mix. */
  private SlowClients bodies(int count, int firstBytes) {
    byte[] body = "x".repeat(firstBytes).getBytes(StandardCharsets.US_ASCII);
    byte[] chunk =
        (firstBytes == 0 ? "" : Integer.toHexString(firstBytes) + "\r\n" + "x".repeat(firstBytes))
            .concat(firstBytes == 0 ? "" : "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return SlowClients.start(
        count,
        i -> {
          boolean chunked = i % 8 == 7;
          return join(head(i, chunked), chunked ? chunk : body);
        },
        "1",
        BODY_PERIOD);
  }

  private byte[] head(int i, boolean chunked) {
    String path = List.of("/v1/token", "/v1/simulations", "/v1/nothing").get(i % 3);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\n"
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

  /** More answers than any buffer on the way holds, and nobody reads them. */
  private static SlowClients readers(int count) {
    String request = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    return SlowClients.startUnread(count, same(request.repeat(20_000)));
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

  private static long threads() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + Server.process().pid() + "/status")).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToLong(line -> Long.parseLong(line.substring(8).strip()))
        .sum();
  }
}
