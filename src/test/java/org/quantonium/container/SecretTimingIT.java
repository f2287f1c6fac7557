package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantonium.attack.Timing.TOLD_APART;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.attack.Timing;

/**
 * Whether the token endpoint's time to a refusal tells that there is a client, or how much of its
 * secret was right: to somebody on the same machine, who has one connection.
 */
@ExtendWith(ArquillianExtension.class)
@EnabledIfSystemProperty(named = "proof", matches = "true", disabledReason = "two minutes")
class SecretTimingIT {
  private static final int CLIENTS = 40;
  private static final int WARM_UP = 10_000;

  /** What the same test tells apart; a fiftieth of an answer's time. */
  private static final int LEAK_NANOS = 10_000;

  private static String[] credentials;
  private static KeptConnection connection;

  /** A request, and for how long the answer is then kept back. */
  private record Attempt(String request, int leakNanos) {}

  @BeforeAll
  static void start() {
    credentials =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> Auditor.client("timing", "read:data"))
            .toArray(String[]::new);
    connection = new KeptConnection(Server.uri("/").getPort());
  }

  @AfterAll
  static void stop() {
    connection.close();
  }

  @Test
  void an_unknown_client_takes_as_long_as_a_wrong_secret() {
    isNotToldApart(
        Timing.of(
            "HTTP: unknown client, wrong secret",
            SecretTimingIT::attempt,
            new Attempt[][] {unknown(), wrong(SecretTimingIT::allWrong)},
            WARM_UP));
  }

  @Test
  void a_secret_takes_as_long_wherever_it_is_wrong() {
    isNotToldApart(
        Timing.of(
            "HTTP: first, last character of a secret",
            SecretTimingIT::attempt,
            new Attempt[][] {
              wrong(secret -> other(secret.charAt(0)) + secret.substring(1)),
              wrong(secret -> secret.substring(0, 42) + other(secret.charAt(42)))
            },
            WARM_UP));
  }

  /** The same test with a leak of a known size. */
  @Test
  void the_test_sees_a_leak_of_ten_microseconds() {
    Attempt[] leaking =
        Stream.of(wrong(SecretTimingIT::allWrong))
            .map(attempt -> new Attempt(attempt.request(), LEAK_NANOS))
            .toArray(Attempt[]::new);

    assertThat(
            Timing.of(
                    "HTTP: a leak",
                    SecretTimingIT::attempt,
                    new Attempt[][] {unknown(), leaking},
                    WARM_UP)
                .test()
                .p())
        .isLessThan(TOLD_APART);
  }

  private static void isNotToldApart(Timing timing) {
    assertThat(timing.half().p()).as("the same kind").isGreaterThanOrEqualTo(TOLD_APART);
    assertThat(timing.test().p()).isGreaterThanOrEqualTo(TOLD_APART);
  }

  private static String allWrong(String secret) {
    return "x".repeat(secret.length());
  }

  /** Another character, in a place where every one of base64url's may stand. */
  private static char other(char c) {
    return c == 'A' ? 'E' : 'A';
  }

  private static Attempt[] unknown() {
    return IntStream.range(0, CLIENTS)
        .mapToObj(i -> attempt("c-" + UUID.randomUUID() + ":" + "x".repeat(43)))
        .toArray(Attempt[]::new);
  }

  private static Attempt[] wrong(UnaryOperator<String> change) {
    return Stream.of(credentials)
        .map(pair -> pair.split(":", 2))
        .map(pair -> attempt(pair[0] + ":" + change.apply(pair[1])))
        .toArray(Attempt[]::new);
  }

  private static Attempt attempt(String pair) {
    String form = "grant_type=client_credentials";
    String request =
        String.join(
            "\r\n",
            "POST /v1/token HTTP/1.1",
            "Host: 127.0.0.1",
            "Authorization: " + Http.basic(pair),
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: " + form.length(),
            "",
            form);
    return new Attempt(request, 0);
  }

  private static void attempt(Attempt attempt) {
    try {
      KeptConnection.Answer answer =
          connection.send(attempt.request().getBytes(StandardCharsets.US_ASCII));
      assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (attempt.leakNanos() > 0) {
      long end = System.nanoTime() + attempt.leakNanos();
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
  }
}
