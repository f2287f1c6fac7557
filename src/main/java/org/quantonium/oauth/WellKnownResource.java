package org.quantonium.oauth;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.quantonium.identity.OwnIssuer;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.keys.KeyRing;

/**
 * What anybody may know of the issuer, its keys (RFC 7517) and its metadata (RFC 8414), and of the
 * issuers whose tokens are good here (RFC 9728).
 */
@Path("/.well-known")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WellKnownResource {
  private static final String CACHE = "public, max-age=300";

  @Inject private KeyRing keys;
  @Inject private TokenPolicy policy;
  @Inject private OwnIssuer own;

  @GET
  @PermitAll
  @Path("/jwks.json")
  public Response jwks(@Context Request request) {
    own.require();
    return PublishedKeys.of(keys).toResponse(request);
  }

  @GET
  @PermitAll
  @Path("/oauth-authorization-server")
  public Response metadata() {
    own.require();
    return Response.ok(ServerMetadata.of(policy.issuer())).header("Cache-Control", CACHE).build();
  }

  @GET
  @PermitAll
  @Path("/oauth-protected-resource")
  public Response resource() {
    return Response.ok(ResourceMetadata.of(policy.issuer(), own.trusted()))
        .header("Cache-Control", CACHE)
        .build();
  }
}
