package org.quantonium.admin;

import static org.quantonium.identity.Scopes.ADMIN_CLIENTS;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.quantonium.identity.CurrentCaller;
import org.quantonium.oauth.ClientView;
import org.quantonium.oauth.JwkSet;

/** {@code /v1/admin/clients/{client_id}/jwks}. */
@Path("/v1/admin/clients/{client_id}/jwks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClientKeysResource {
  @Inject private ClientAdministration administration;
  @Inject private CurrentCaller caller;

  @PUT
  @RolesAllowed(ADMIN_CLIENTS)
  @Consumes(MediaType.APPLICATION_JSON)
  public ClientView set(@PathParam("client_id") String clientId, @NotNull JwkSet keys) {
    return administration.setKeys(caller.require(), clientId, keys);
  }
}
