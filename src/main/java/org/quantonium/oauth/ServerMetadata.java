package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.quantonium.identity.Scopes;
import org.quantonium.identity.TokenAlgorithm;

/** RFC 8414, section 2, and RFC 9449, 5.1. */
record ServerMetadata(
    String issuer,
    @JsonProperty("token_endpoint") String tokenEndpoint,
    @JsonProperty("revocation_endpoint") String revocationEndpoint,
    @JsonProperty("introspection_endpoint") String introspectionEndpoint,
    @JsonProperty("jwks_uri") String jwksUri,
    @JsonProperty("response_types_supported") List<String> responseTypes,
    @JsonProperty("grant_types_supported") List<String> grantTypes,
    @JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethods,
    @JsonProperty("token_endpoint_auth_signing_alg_values_supported") List<String> authAlgorithms,
    @JsonProperty("revocation_endpoint_auth_methods_supported") List<String> revocationAuthMethods,
    @JsonProperty("revocation_endpoint_auth_signing_alg_values_supported")
        List<String> revocationAuthAlgorithms,
    @JsonProperty("introspection_endpoint_auth_methods_supported")
        List<String> introspectionAuthMethods,
    @JsonProperty("introspection_endpoint_auth_signing_alg_values_supported")
        List<String> introspectionAuthAlgorithms,
    @JsonProperty("scopes_supported") List<String> scopes,
    @JsonProperty("dpop_signing_alg_values_supported") List<String> proofAlgorithms) {

  private static final List<String> METHODS = List.of(ClientMethod.SECRET, ClientMethod.KEYS);
  private static final List<String> ALGORITHMS = TokenAlgorithm.labels();

  static ServerMetadata of(String issuer) {
    return new ServerMetadata(
        issuer,
        issuer + "/v1/token",
        issuer + "/v1/token/revoke",
        issuer + "/v1/token/introspect",
        issuer + "/.well-known/jwks.json",
        List.of(),
        List.of("client_credentials"),
        METHODS,
        ALGORITHMS,
        METHODS,
        ALGORITHMS,
        METHODS,
        ALGORITHMS,
        Scopes.ALL.stream().sorted().toList(),
        ALGORITHMS);
  }
}
