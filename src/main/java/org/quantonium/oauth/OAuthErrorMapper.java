package org.quantonium.oauth;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers the token endpoint's refusals. */
@Provider
public class OAuthErrorMapper implements ExceptionMapper<OAuthError> {
  @Override
  public Response toResponse(OAuthError error) {
    return error.toResponse();
  }
}
