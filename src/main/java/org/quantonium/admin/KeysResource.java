package org.quantonium.admin;

import static org.quantonium.identity.Scopes.ADMIN_KEYS;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.quantonium.identity.CurrentCaller;

/** {@code /v1/admin/keys}. */
@Path("/v1/admin/keys")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
  @Inject private KeyAdministration administration;
  @Inject private CurrentCaller caller;

  @GET
  @RolesAllowed(ADMIN_KEYS)
  public KeyList list() {
    return administration.list();
  }

  @POST
  @Path("/rotate")
  @RolesAllowed(ADMIN_KEYS)
  @Consumes(MediaType.APPLICATION_JSON)
  public KeyList rotate(@NotNull @Valid KeyRotation rotation) {
    return administration.rotate(caller.require(), rotation);
  }

  @POST
  @Path("/{kid}/revoke")
  @RolesAllowed(ADMIN_KEYS)
  public KeyList revoke(@PathParam("kid") String kid) {
    return administration.revoke(caller.require(), kid);
  }
}
