package org.quantonium.simulation;

import static org.quantonium.identity.Scopes.READ_DATA;
import static org.quantonium.identity.Scopes.RUN_SIMULATION;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.CurrentCaller;

/** {@code /v1/simulations/batches}. */
@Path("/v1/simulations/batches")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BatchResource {
  private static final int ASK_AGAIN_SECONDS = 1;

  @Inject private Batches batches;
  @Inject private CurrentCaller caller;

  @POST
  @RolesAllowed(RUN_SIMULATION)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @NotNull @Valid BatchRequest request, @HeaderParam(Idempotency.HEADER) List<String> key) {
    BatchView batch = batches.submit(caller.require(), request, key);
    return answer(Response.accepted(batch), batch)
        .location(URI.create("/v1/simulations/batches/" + batch.id()))
        .build();
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(READ_DATA)
  public Response get(@PathParam("id") String id) {
    BatchView batch = batches.get(caller.require(), id);
    return answer(Response.ok(batch), batch).build();
  }

  private static Response.ResponseBuilder answer(Response.ResponseBuilder answer, BatchView batch) {
    return batch.isActive() ? answer.header(HttpHeaders.RETRY_AFTER, ASK_AGAIN_SECONDS) : answer;
  }
}
