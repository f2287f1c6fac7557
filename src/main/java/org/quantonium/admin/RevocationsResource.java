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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.quantonium.identity.CurrentCaller;

/** {@code /v1/admin/revocations}. */
@Path("/v1/admin/revocations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RevocationsResource {
  @Inject private RevocationAdministration administration;
  @Inject private CurrentCaller caller;

  @GET
  @RolesAllowed(ADMIN_KEYS)
  public RevocationViews list() {
    return administration.list();
  }

  @POST
  @RolesAllowed(ADMIN_KEYS)
  @Consumes(MediaType.APPLICATION_JSON)
  public RevocationView add(@NotNull @Valid RevocationOrder order) {
    return administration.add(caller.require(), order);
  }
}
