package org.quantonium.oauth;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.quantonium.problem.Json;

/** A refusal of the token endpoint, in RFC 6749's own form (5.2) instead of a problem document. */
final class OAuthError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;

  private OAuthError(int status, String error, String description) {
    super(description, null, false, false);
    this.status = status;
    this.error = error;
  }

  static OAuthError invalidRequest(String description) {
    return new OAuthError(400, "invalid_request", description);
  }

  static OAuthError invalidClient() {
    return new OAuthError(
        401,
        "invalid_client",
        "Send client_id and client_secret by HTTP Basic authentication, or a client_assertion");
  }

  /**
   * An assertion that was refused.
   *
   * @param why in our own words
   */
  static OAuthError invalidAssertion(String why) {
    return new OAuthError(401, "invalid_client", "The client assertion was refused: " + why);
  }

  /**
   * A proof of possession that was refused (RFC 9449, 5), or is not there.
   *
   * @param why in our own words
   */
  static OAuthError invalidProof(String why) {
    return new OAuthError(400, "invalid_dpop_proof", "The DPoP proof was refused: " + why);
  }

  static OAuthError unsupportedGrantType() {
    return new OAuthError(
        400, "unsupported_grant_type", "Only grant_type=client_credentials is issued here");
  }

  static OAuthError invalidScope() {
    return new OAuthError(400, "invalid_scope", "A scope is unknown or not this client's");
  }

  static OAuthError unauthorizedClient() {
    return new OAuthError(400, "unauthorized_client", "The token is another client's");
  }

  /** The code of RFC 6749, 5.2, or of RFC 9449, 12.2. */
  String error() {
    return error;
  }

  Response toResponse() {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", getMessage());
    Response.ResponseBuilder response =
        Response.status(status)
            .header("Content-Type", "application/json")
            .header("Cache-Control", "no-store")
            .entity(Json.write(body));
    if (status == 401) {
      response.header("WWW-Authenticate", "Basic realm=\"quantonium\", charset=\"UTF-8\"");
    }
    return response.build();
  }
}
