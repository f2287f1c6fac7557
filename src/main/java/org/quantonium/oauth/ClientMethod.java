package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a client says who it is, in the words of RFC 7591: by secrets or by keys.
 *
 * @param secrets those that are good, newest first: one or two; none of a client with keys
 * @param jwks its public keys; empty for one that has a secret
 */
public record ClientMethod(
    @JsonProperty("token_endpoint_auth_method") String authMethod,
    List<Secret> secrets,
    Optional<JwkSet> jwks) {
  static final String SECRET = "client_secret_basic";
  static final String KEYS = "private_key_jwt";

  /**
   * A secret, as it is told of.
   *
   * @param id counts the secrets of a client, from 1
   */
  public record Secret(
      long id,
      @JsonProperty("created_at") Instant createdAt,
      @JsonProperty("expires_at") Optional<Instant> expiresAt) {}

  public ClientMethod {
    secrets = List.copyOf(secrets);
  }

  static ClientMethod bySecret(List<Secret> secrets) {
    return new ClientMethod(SECRET, secrets, Optional.empty());
  }

  static ClientMethod byKeys(ClientKeys keys) {
    return new ClientMethod(KEYS, List.of(), Optional.of(keys.set()));
  }
}
