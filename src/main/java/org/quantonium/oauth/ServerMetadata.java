package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.quantonium.identity.Scopes;

/** RFC 8414, section 2. */
record ServerMetadata(
    String issuer,
    @JsonProperty("token_endpoint") String tokenEndpoint,
    @JsonProperty("revocation_endpoint") String revocationEndpoint,
    @JsonProperty("introspection_endpoint") String introspectionEndpoint,
    @JsonProperty("jwks_uri") String jwksUri,
    @JsonProperty("response_types_supported") List<String> responseTypes,
    @JsonProperty("grant_types_supported") List<String> grantTypes,
    @JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethods,
    @JsonProperty("revocation_endpoint_auth_methods_supported") List<String> revocationAuthMethods,
    @JsonProperty("introspection_endpoint_auth_methods_supported")
        List<String> introspectionAuthMethods,
    @JsonProperty("scopes_supported") List<String> scopes) {

  static ServerMetadata of(String issuer) {
    return new ServerMetadata(
        issuer,
        issuer + "/v1/token",
        issuer + "/v1/token/revoke",
        issuer + "/v1/token/introspect",
        issuer + "/.well-known/jwks.json",
        List.of(),
        List.of("client_credentials"),
        List.of("client_secret_basic"),
        List.of("client_secret_basic"),
        List.of("client_secret_basic"),
        Scopes.ALL.stream().sorted().toList());
  }
}
