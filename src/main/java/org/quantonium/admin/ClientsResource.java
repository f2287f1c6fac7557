package org.quantonium.admin;

import static org.quantonium.identity.Scopes.ADMIN_CLIENTS;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.quantonium.idempotency.Claim;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.CurrentCaller;
import org.quantonium.oauth.ClientView;
import org.quantonium.problem.Json;

/** {@code /v1/admin/clients}. */
@Path("/v1/admin/clients")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClientsResource {
  @Inject private ClientAdministration administration;
  @Inject private Idempotency idempotency;
  @Inject private CurrentCaller caller;

  @POST
  @RolesAllowed(ADMIN_CLIENTS)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(
      @NotNull @Valid ClientRegistration registration,
      @HeaderParam(Idempotency.HEADER) List<String> key) {
    Claim claim = idempotency.claim(caller.require(), key, "POST /v1/admin/clients", registration);
    try {
      byte[] registered =
          claim
              .earlier()
              .orElseGet(() -> administration.register(caller.require(), registration, claim))
              .getBytes(StandardCharsets.UTF_8);
      Object id = ((Map<?, ?>) Json.read(registered, Map.class)).get("client_id");
      return Response.created(URI.create("/v1/admin/clients/" + id)).entity(registered).build();
    } finally {
      idempotency.release(claim);
    }
  }

  @GET
  @Path("/{client_id}")
  @RolesAllowed(ADMIN_CLIENTS)
  public ClientView get(@PathParam("client_id") String clientId) {
    return administration.get(clientId);
  }
}
