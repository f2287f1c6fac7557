package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that come after their head, as most clients send them, and in pieces. */
@ExtendWith(ArquillianExtension.class)
class SplitBodiesIT {
  private static final int CLIENTS = 8;
  private static final int REQUESTS_OF_CLIENT = Boolean.getBoolean("proof") ? 4_000 : 60;

  /** The head's thread goes back, has gone, and waits for work. */
  private static final int LONGEST_PAUSE_NANOS = 1_000_000;

  /** By another thread than the one that began it: its caller is known all the same. */
  @Test
  void serves_a_body_in_pieces_as_any_other() {
    String token = Http.token(Server.bootstrapCredentials());
    String qasm = "qreg q[2];creg c[2];h q[0];cx q[0],q[1];measure q->c;";
    String authorization = "Authorization: Bearer " + token + "\r\n";
    String length = "Content-Length: " + qasm.length() + "\r\n\r\n";

    String answer = inPieces(authorization + length, qasm.substring(0, 9), qasm.substring(9));
    assertThat(RawHttp.status(answer)).as(answer).isEqualTo(201);
    assertThat(answer).contains("\"counts\"").containsPattern("(?i)\nRateLimit: \"principal\"");
    String chunked =
        inPieces(
            authorization + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(9),
            "\r\n" + qasm.substring(0, 9),
            "\r\n" + Integer.toHexString(qasm.length() - 9) + "\r\n" + qasm.substring(9),
            "\r\n0\r\n\r\n");
    assertThat(RawHttp.status(chunked)).as(chunked).isEqualTo(201);
    assertThat(RawHttp.status(inPieces(length, qasm.substring(0, 9), qasm.substring(9))))
        .isEqualTo(401);
  }

  private static String inPieces(String... pieces) {
    List<String> all = new ArrayList<>(List.of(pieces));
    all.set(
        0,
        "POST /v1/simulations HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + "Content-Type: text/x-qasm\r\n"
            + pieces[0]);
    return RawHttp.exchange(Server.uri("/").getPort(), all.toArray(String[]::new));
  }

  /**
   * Two threads of the server work for such a request, and one of them leaves; where they meet
   * wrongly it is never answered, or in the place of another.
   */
  @Test
  void answers_each_of_many_that_come_in_two_pieces() throws Exception {
    String token = Http.token(Server.bootstrapCredentials());
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SplittableRandom random = new SplittableRandom(i);
        all.add(
            clients.submit(
                () -> {
                  ask(token, random);
                  return null;
                }));
      }
      for (Future<?> client : all) {
        client.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static void ask(String token, SplittableRandom random) throws IOException {
    try (KeptConnection connection = new KeptConnection(Server.uri("/").getPort())) {
      for (int i = 0; i < REQUESTS_OF_CLIENT; i++) {
        int qubits = random.nextInt(1, 26);
        String body = "qreg q[" + qubits + "]; h q;";
        String head =
            "POST /v1/simulations/estimate HTTP/1.1\r\nHost: a\r\nContent-Type: text/x-qasm\r\n"
                + "Authorization: Bearer "
                + token
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n";
        long pause = random.nextInt(LONGEST_PAUSE_NANOS);
        KeptConnection.Answer answer =
            connection.send(head.getBytes(UTF_8), pause, body.getBytes(UTF_8));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"qubits\":" + qubits + ",");
      }
    }
  }
}
