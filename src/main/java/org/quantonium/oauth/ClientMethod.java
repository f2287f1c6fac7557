package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * How a client says who it is, in the words of RFC 7591.
 *
 * @param jwks its public keys; empty for one that has a secret
 */
public record ClientMethod(
    @JsonProperty("token_endpoint_auth_method") String authMethod, Optional<JwkSet> jwks) {
  static final String SECRET = "client_secret_basic";
  static final String KEYS = "private_key_jwt";
}
