package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;

/** RFC 6749, 5.1. */
record TokenResponse(
    @JsonProperty("access_token") String accessToken,
    @JsonProperty("token_type") String tokenType,
    @JsonProperty("expires_in") long expiresIn,
    String scope) {

  /** Without the token: whoever reads it is the client. */
  @Override
  public String toString() {
    return "TokenResponse[" + tokenType + ", " + expiresIn + " s, " + scope + "]";
  }
}
