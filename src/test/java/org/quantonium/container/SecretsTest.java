package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.quantonium.secrets.SecretBytes;

class SecretsTest {
  private final String secret =
      Base64.getUrlEncoder().withoutPadding().encodeToString(SecretBytes.random(32).expose());
  private final String registration = "{\"client_id\":\"c\",\"client_secret\":\"" + secret + "\"}";
  private final String grant = "{\"access_token\":\"e30.e30." + secret + "\"}";

  @Test
  void are_disclosed_by_the_answers_that_are_named() {
    assertThatCode(
            () -> {
              Secrets.answered("POST", "/v1/token", grant);
              Secrets.answered("POST /v1/token?x=y HTTP/1.1\r\nHost: a\r\n\r\n", grant);
              Secrets.answered("POST", "/v1/admin/clients", "HTTP/1.1 201\r\n\r\n" + registration);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void are_not_disclosed_by_any_other() {
    assertThatThrownBy(() -> Secrets.answered("GET", "/v1/admin/clients", registration))
        .hasMessage("REGISTRATION is seen in the answer to GET /v1/admin/clients");
    assertThatThrownBy(() -> Secrets.answered("POST", "/v1/token/introspect", grant))
        .hasMessageStartingWith("TOKEN is seen in");
    assertThat(Secrets.seen()).contains("TOKEN in the answer to POST /v1/token/introspect");
  }

  @Test
  void that_were_disclosed_once_are_seen_wherever_they_are() {
    Secrets.answered("POST", "/v1/admin/clients", registration);
    String header =
        "x-debug: Basic " + Base64.getEncoder().encodeToString(("id:" + secret).getBytes(UTF_8));

    assertThatThrownBy(() -> Secrets.answered("GET", "/v1/simulations", header))
        .hasMessage("the REGISTRATION of an answer is seen in the answer to GET /v1/simulations");
    assertThatThrownBy(() -> Secrets.answered("POST", "/v1/admin/clients", secret + registration))
        .isInstanceOf(AssertionError.class);
  }
}
