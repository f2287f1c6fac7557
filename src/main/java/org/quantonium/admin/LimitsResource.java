package org.quantonium.admin;

import static org.quantonium.identity.Scopes.ADMIN_CLIENTS;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.quantonium.identity.CurrentCaller;

/** {@code /v1/admin/clients/{client_id}/limits}. */
@Path("/v1/admin/clients/{client_id}/limits")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LimitsResource {
  @Inject private LimitAdministration administration;
  @Inject private CurrentCaller caller;

  @GET
  @RolesAllowed(ADMIN_CLIENTS)
  public ClientLimitList list(@PathParam("client_id") String clientId) {
    return administration.list(clientId);
  }

  @PUT
  @Path("/{policy}")
  @RolesAllowed(ADMIN_CLIENTS)
  @Consumes(MediaType.APPLICATION_JSON)
  public ClientLimit set(
      @PathParam("client_id") String clientId,
      @PathParam("policy") String policy,
      @NotNull @Valid LimitChange change) {
    return administration.set(caller.require(), clientId, policy, change);
  }

  @DELETE
  @Path("/{policy}")
  @RolesAllowed(ADMIN_CLIENTS)
  public ClientLimit remove(
      @PathParam("client_id") String clientId, @PathParam("policy") String policy) {
    return administration.remove(caller.require(), clientId, policy);
  }
}
