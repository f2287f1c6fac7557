package org.quantonium.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That the table serves the container tests; what a verifier makes of it is in TokenVerifierTest.
 */
class ForgedTokensTest {

  private static final ForgeryContext CONTEXT = context();

  private static final List<Forgery> SENDABLE =
      Stream.of(ForgedTokens.all(CONTEXT), ForgedTokens.acceptedVariants(CONTEXT))
          .flatMap(List::stream)
          .filter(forgery -> !forgery.rawSocketOnly())
          .toList();

  @Test
  void an_http_client_sends_every_row_that_is_not_for_raw_sockets() {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:9/"));

    assertThat(SENDABLE)
        .allSatisfy(
            row ->
                row.authorizationHeaders()
                    .forEach(value -> request.header("Authorization", value)));
  }

  /**
   * A server takes white space at either end of a field's value away, and would see another row.
   */
  @Test
  void no_row_begins_or_ends_with_white_space() {
    assertThat(SENDABLE)
        .allSatisfy(
            row ->
                assertThat(row.authorizationHeaders())
                    .allMatch(value -> value.equals(value.strip())));
  }

  @Test
  void no_two_rows_have_the_same_name() {
    assertThat(ForgedTokens.all(CONTEXT)).extracting(Forgery::name).doesNotHaveDuplicates();
  }

  @Test
  void most_rows_need_no_raw_socket() {
    assertThat(SENDABLE).hasSizeGreaterThan(500);
  }

  /** One scope, and an issuer with a port: what an embedded server looks like. */
  private static ForgeryContext context() {
    try {
      return new ForgeryContext(
          new ECKeyGenerator(Curve.P_256).generate(),
          "kid",
          "http://127.0.0.1:8080",
          "quantonium",
          "t",
          "c",
          List.of("run:simulation"),
          Clock.systemUTC());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
