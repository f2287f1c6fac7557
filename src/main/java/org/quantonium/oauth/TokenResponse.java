package org.quantonium.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** RFC 6749, 5.1; the type of a token that is bound to a key is that of RFC 9449, 5. */
record TokenResponse(
    @JsonProperty("access_token") String accessToken,
    @JsonProperty("token_type") String tokenType,
    @JsonProperty("expires_in") long expiresIn,
    String scope) {

  /** How a token is to be shown that is bound to this key, or to none. */
  static String type(Optional<String> boundTo) {
    return boundTo.isPresent() ? "DPoP" : "Bearer";
  }

  /** Without the token: whoever reads it is the client. */
  @Override
  public String toString() {
    return "TokenResponse[" + tokenType + ", " + expiresIn + " s, " + scope + "]";
  }
}
