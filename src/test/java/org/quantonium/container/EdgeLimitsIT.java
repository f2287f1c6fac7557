package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each limit of the section "The edge" in {@code docs/OPERATIONS.md}, from both of its sides. */
@ExtendWith(ArquillianExtension.class)
class EdgeLimitsIT {
  private static final int LINGERS_SECONDS = 60;
  private static final String GET =
      "GET /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
  private static final int HEADER = 16_384;
  private static final int FIELDS = 64;

  @Test
  void takes_a_header_of_16_kib_and_no_byte_more() {
    assertThat(status(header(HEADER))).isEqualTo(200);
    assertThat(status(header(HEADER + 1))).isEqualTo(400);
    assertThat(status(header(1 << 20))).isIn(0, 400);
  }

  @Test
  void takes_a_request_line_that_fits_into_the_header_and_no_longer_one() {
    String rest = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    int room = HEADER - "GET /".length() - rest.length();

    assertThat(status("GET /" + "a".repeat(room) + rest)).isEqualTo(404);
    assertThat(status("GET /" + "a".repeat(room + 1) + rest)).isEqualTo(400);
  }

  @Test
  void takes_64_header_fields_and_not_one_more() {
    assertThat(status(GET + fields(FIELDS - 2) + "\r\n")).isEqualTo(200);
    assertThat(status(GET + fields(FIELDS - 1) + "\r\n")).isEqualTo(400);
  }

  /** All at once, since each takes its twenty seconds. */
  @Test
  void gives_up_what_does_not_come_in_its_time() {
    String post =
        "POST /v1/simulations HTTP/1.1\r\nHost: a\r\nContent-Type: text/x-qasm\r\nContent-Length: 9\r\n\r\nqreg";
    try (Waiting body = new Waiting(post);
        Waiting header = new Waiting("GET /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\nX: ");
        Waiting nothing = new Waiting("");
        Waiting after = new Waiting("GET /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\n\r\n")) {
      List<Waiting> all = List.of(body, header, nothing, after);
      Http.sleep(Duration.ofSeconds(15));
      assertThat(all).noneMatch(Waiting::isClosed);

      for (int i = 0; i < 24 && !all.stream().allMatch(EdgeLimitsIT::isEndedOrAnswered); i++) {
        Http.sleep(Duration.ofMillis(500));
      }
      assertThat(header.isClosed()).as("header").isTrue();
      assertThat(nothing.isClosed()).as("nothing").isTrue();
      assertThat(after.isClosed()).as("after").isTrue();
      assertThat(RawHttp.status(body.heard())).isEqualTo(408);
      assertThat(body.heard())
          .contains("urn:problem-type:quantonium:request-timeout")
          .containsIgnoringCase("\r\nConnection: close\r\n");

      // Payara keeps a connection that it has answered for as long as one without a request.
      for (int i = 0; i < LINGERS_SECONDS && !body.isClosed(); i++) {
        Http.sleep(Duration.ofSeconds(1));
      }
      assertThat(body.isClosed()).as("body").isTrue();
    }
  }

  private static boolean isEndedOrAnswered(Waiting waiting) {
    return waiting.isClosed() || waiting.heard().endsWith("}");
  }

  private static String header(int length) {
    String padding = "X: ";
    int filled = GET.length() + padding.length() + 4;
    return GET + padding + "a".repeat(length - filled) + "\r\n\r\n";
  }

  private static String fields(int count) {
    StringBuilder fields = new StringBuilder();
    for (int i = 1; i < count; i++) {
      fields.append("X").append(i).append(": a\r\n");
    }
    return fields + "X: a\r\n";
  }

  private static int status(String request) {
    return RawHttp.status(RawHttp.exchange(request));
  }
}
