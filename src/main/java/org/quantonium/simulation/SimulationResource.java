package org.quantonium.simulation;

import static org.quantonium.identity.Scopes.READ_DATA;
import static org.quantonium.identity.Scopes.RUN_SIMULATION;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.quantonium.identity.CurrentCaller;

/** {@code /v1/simulations}. */
@Path("/v1/simulations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SimulationResource {
  private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @Inject private Simulations simulations;
  @Inject private Estimates estimates;
  @Inject private CurrentCaller caller;

  @POST
  @RolesAllowed(RUN_SIMULATION)
  @Consumes({MediaType.APPLICATION_JSON, QasmBodyReader.MEDIA_TYPE})
  public Response create(@NotNull @Valid SimulationRequest request) {
    SimulationView simulation = simulations.submit(caller.require(), request);
    String path = "/v1/simulations/" + simulation.summary().id();
    return Response.created(URI.create(path))
        .link(URI.create(path + "/receipt"), "receipt")
        .entity(simulation)
        .build();
  }

  @POST
  @Path("/estimate")
  @RolesAllowed(RUN_SIMULATION)
  @Consumes({MediaType.APPLICATION_JSON, QasmBodyReader.MEDIA_TYPE})
  public Estimate estimate(@NotNull @Valid SimulationRequest request) {
    return estimates.of(request);
  }

  @GET
  @RolesAllowed(READ_DATA)
  public SimulationPage list(
      @QueryParam("before") @Pattern(regexp = ID, message = "before must be the id of a simulation")
          String before,
      @QueryParam("limit")
          @DefaultValue("20")
          @Pattern(regexp = "[1-9][0-9]?|100", message = "limit must be an integer from 1 to 100")
          String limit) {
    return simulations.list(caller.require(), before, Integer.parseInt(limit));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(READ_DATA)
  public SimulationView get(@PathParam("id") String id) {
    return simulations.get(caller.require(), id);
  }

  @GET
  @Path("/{id}/receipt")
  @RolesAllowed(READ_DATA)
  @Produces("text/plain;charset=UTF-8")
  public Response receipt(@PathParam("id") String id, @HeaderParam("Prefer") String prefer) {
    return Response.ok(simulations.proof(caller.require(), id, prefer))
        .header("Content-Disposition", "attachment; filename=\"" + id + ".tlog-proof\"")
        .build();
  }
}
