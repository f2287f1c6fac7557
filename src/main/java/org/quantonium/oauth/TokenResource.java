package org.quantonium.oauth;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.quantonium.problem.Json;

/** {@code /v1/token}: OAuth 2.0 client credentials, revocation and introspection of tokens. */
@Path(TokenRequests.PATH)
@ApplicationScoped
public class TokenResource {
  @Inject private TokenRequests requests;

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  public Response token(byte[] form, @Context HttpHeaders headers) {
    TokenResponse token =
        requests.grant(
            headers.getRequestHeader(HttpHeaders.AUTHORIZATION),
            headers.getRequestHeader("DPoP"),
            Json.utf8(form));
    return Response.ok(token).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  @POST
  @PermitAll
  @Path("/revoke")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  public Response revoke(byte[] form, @Context HttpHeaders headers) {
    requests.revoke(headers.getRequestHeader(HttpHeaders.AUTHORIZATION), Json.utf8(form));
    return Response.ok("{}").build();
  }

  @POST
  @PermitAll
  @Path("/introspect")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  public TokenState introspect(byte[] form, @Context HttpHeaders headers) {
    return requests.introspect(
        headers.getRequestHeader(HttpHeaders.AUTHORIZATION), Json.utf8(form));
  }
}
