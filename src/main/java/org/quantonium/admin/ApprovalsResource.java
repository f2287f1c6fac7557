package org.quantonium.admin;

import static org.quantonium.identity.Scopes.ADMIN_CLIENTS;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.CurrentCaller;

/**
 * {@code /v1/admin/approvals}: its scopes are those of every {@link Operation}, and each approval
 * is seen with its operation's alone.
 */
@Path("/v1/admin/approvals")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalsResource {
  @Inject private FourEyes fourEyes;
  @Inject private Orders orders;
  @Inject private CurrentCaller caller;

  @GET
  @RolesAllowed(ADMIN_CLIENTS)
  public ApprovalList list() {
    return fourEyes.list(caller.require());
  }

  @GET
  @Path("/{approval_id}")
  @RolesAllowed(ADMIN_CLIENTS)
  public Approval get(@PathParam("approval_id") String id) {
    return fourEyes.get(caller.require(), id);
  }

  @POST
  @Path("/{approval_id}/confirm")
  @RolesAllowed(ADMIN_CLIENTS)
  public Response confirm(
      @PathParam("approval_id") String id, @HeaderParam(Idempotency.HEADER) List<String> key) {
    return orders.confirm(caller.require(), id, key).toResponse();
  }

  @DELETE
  @Path("/{approval_id}")
  @RolesAllowed(ADMIN_CLIENTS)
  public Approval withdraw(@PathParam("approval_id") String id) {
    return fourEyes.withdraw(caller.require(), id);
  }
}
