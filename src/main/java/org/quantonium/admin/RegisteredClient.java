package org.quantonium.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.charset.StandardCharsets;
import org.quantonium.oauth.ClientView;
import org.quantonium.oauth.NewClient;

/** The one answer that carries a client's secret. */
record RegisteredClient(
    @JsonUnwrapped ClientView client, @JsonProperty("client_secret") String secret) {

  static RegisteredClient of(NewClient registered) {
    return new RegisteredClient(
        registered.client(), new String(registered.secret().expose(), StandardCharsets.US_ASCII));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "RegisteredClient[" + client + "]";
  }
}
