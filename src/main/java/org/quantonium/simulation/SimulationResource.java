package org.quantonium.simulation;

import static org.quantonium.identity.Scopes.READ_DATA;
import static org.quantonium.identity.Scopes.RUN_SIMULATION;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.CurrentCaller;
import org.quantonium.ledger.Prefer;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.problem.Json;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemResponse;
import org.quantonium.problem.ProblemType;

/** {@code /v1/simulations}. */
@Path("/v1/simulations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SimulationResource {
  private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @Inject private Simulations simulations;
  @Inject private JobEvents events;
  @Inject private Estimates estimates;
  @Inject private AdmissionSettings settings;
  @Inject private CurrentCaller caller;

  /**
   * 201 with the result if it came while the caller would wait, 202 with the job if not, and the
   * problem that it failed of.
   */
  @POST
  @RolesAllowed(RUN_SIMULATION)
  @Consumes({MediaType.APPLICATION_JSON, QasmBodyReader.MEDIA_TYPE})
  public Response create(
      @NotNull @Valid SimulationRequest request,
      @HeaderParam(Idempotency.HEADER) List<String> key,
      @HeaderParam("Prefer") String prefer) {
    Duration wait = Prefer.wait(prefer, longestWait()).orElseGet(() -> otherwise(prefer));
    SimulationView simulation = simulations.submit(caller.require(), request, key, wait);
    URI path = URI.create("/v1/simulations/" + simulation.summary().id());
    Response.ResponseBuilder answer =
        switch (simulation.summary().state()) {
          case SUCCEEDED -> Response.created(path).entity(simulation);
          case FAILED ->
              Response.fromResponse(
                  ProblemResponse.of(simulation.problem().getBytes(StandardCharsets.UTF_8)));
          case CANCELLED ->
              throw new Problem(ProblemType.CONFLICT, "The simulation was cancelled meanwhile.");
          case QUEUED, RUNNING, EXPIRED ->
              Response.accepted(simulation)
                  .header(HttpHeaders.RETRY_AFTER, retryAfterSeconds(simulation));
        };
    return answer.location(path).link(URI.create(path + "/receipt"), "receipt").build();
  }

  private Duration longestWait() {
    return Duration.ofSeconds(settings.longestWaitSeconds());
  }

  private Duration otherwise(String prefer) {
    return Prefer.respondAsync(prefer) ? Duration.ZERO : longestWait();
  }

  /** When to ask again: half of what is left, from 1 second to a minute. */
  private static long retryAfterSeconds(SimulationView simulation) {
    double left = simulation.predictedSeconds();
    if (simulation.progress() != null) {
      left *= 1 - simulation.progress();
    }
    if (simulation.expectedStartAt() != null) {
      left +=
          Math.max(0, Duration.between(Instant.now(), simulation.expectedStartAt()).toSeconds());
    }
    return Math.round(Math.max(1, Math.min(60, left / 2)));
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
  public Response get(@PathParam("id") String id, @Context Request conditions) {
    SimulationView simulation = simulations.get(caller.require(), id);
    EntityTag tag = new EntityTag(Digests.sha256(Json.write(simulation)));
    Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(tag);
    Response.ResponseBuilder answer =
        unchanged != null ? unchanged : Response.ok(simulation).tag(tag);
    if (simulation.summary().state().isActive()) {
      answer.header(HttpHeaders.RETRY_AFTER, retryAfterSeconds(simulation));
    }
    return answer.header(HttpHeaders.CACHE_CONTROL, "private, no-cache").build();
  }

  /** 204 where the client has seen the end: it does not ask again then. */
  @GET
  @Path("/{id}/events")
  @RolesAllowed(READ_DATA)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") String seen,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    if (!events.follow(caller.require(), id, seen, request)) {
      answer.resume(Response.noContent().build());
    }
  }

  @POST
  @Path("/stream")
  @RolesAllowed(RUN_SIMULATION)
  @Consumes({MediaType.APPLICATION_JSON, QasmBodyReader.MEDIA_TYPE})
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @NotNull @Valid SimulationRequest simulation,
      @HeaderParam(Idempotency.HEADER) List<String> key,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    events.submit(caller.require(), simulation, key, request);
  }

  /** Stops what has not ended, and tells what became of it; erases what has. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed(RUN_SIMULATION)
  public Response delete(@PathParam("id") String id) {
    return simulations
        .delete(caller.require(), id)
        .map(
            simulation ->
                simulation.summary().state().isActive()
                    ? Response.accepted(simulation)
                    : Response.ok(simulation))
        .orElseGet(Response::noContent)
        .build();
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
