package org.quantonium.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestsTest {
  private final Client client = client();

  @Test
  void a_client_may_ask_for_less_than_it_has() {
    assertThat(TokenRequests.narrowed(client, "read:data")).containsExactly("read:data");
  }

  @Test
  void a_client_may_ask_for_all_that_it_has() {
    assertThat(TokenRequests.narrowed(client, "run:simulation read:data"))
        .containsExactlyInAnyOrder("read:data", "run:simulation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "   ",
        " read:data",
        "read:data ",
        "read:data  run:simulation",
        "read:data,run:simulation",
        "read:data\trun:simulation",
        "READ:DATA",
        "read:data admin:clients",
        "*"
      })
  void anything_else_is_refused(String scope) {
    assertThatThrownBy(() -> TokenRequests.narrowed(client, scope))
        .isInstanceOf(OAuthError.class)
        .hasMessage("A scope is unknown or not this client's");
  }

  private static Client client() {
    Client client = new Client();
    client.scopes = "read:data run:simulation";
    return client;
  }
}
