package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.quantonium.identity.Scopes;
import org.quantonium.identity.TokenAlgorithm;

/** RFC 9728, section 2. */
record ResourceMetadata(
    String resource,
    @JsonProperty("authorization_servers") List<String> issuers,
    @JsonProperty("scopes_supported") List<String> scopes,
    @JsonProperty("bearer_methods_supported") List<String> methods,
    @JsonProperty("dpop_signing_alg_values_supported") List<String> proofAlgorithms,
    @JsonProperty("dpop_bound_access_tokens_required") boolean boundTokensAlone) {

  /**
   * What is told of this service.
   *
   * @param base its URL
   * @param issuers whose tokens are good here
   */
  static ResourceMetadata of(String base, List<String> issuers) {
    return new ResourceMetadata(
        base,
        List.copyOf(issuers),
        Scopes.ALL.stream().sorted().toList(),
        List.of("header"),
        TokenAlgorithm.labels(),
        false);
  }
}
