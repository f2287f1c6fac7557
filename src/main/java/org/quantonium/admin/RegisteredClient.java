package org.quantonium.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.quantonium.oauth.ClientView;
import org.quantonium.oauth.NewClient;

/** The one answer that carries a client's secret, if it has one. */
record RegisteredClient(
    @JsonUnwrapped ClientView client, @JsonProperty("client_secret") Optional<String> secret) {

  static RegisteredClient of(NewClient registered) {
    return new RegisteredClient(
        registered.client(),
        Optional.of(new String(registered.secret().expose(), StandardCharsets.US_ASCII)));
  }

  /** One that has keys: the secret that was made for it is never told. */
  static RegisteredClient withKeys(ClientView client) {
    return new RegisteredClient(client, Optional.empty());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "RegisteredClient[" + client + "]";
  }
}
