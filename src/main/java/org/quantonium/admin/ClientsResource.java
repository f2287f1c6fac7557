package org.quantonium.admin;

import static org.quantonium.identity.Scopes.ADMIN_CLIENTS;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.CurrentCaller;
import org.quantonium.oauth.ClientView;
import org.quantonium.oauth.JwkSet;

/** {@code /v1/admin/clients}. */
@Path("/v1/admin/clients")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClientsResource {
  @Inject private ClientAdministration administration;
  @Inject private ApprovalSettings settings;
  @Inject private Orders orders;
  @Inject private CurrentCaller caller;

  @GET
  @RolesAllowed(ADMIN_CLIENTS)
  public ClientPage list(
      @QueryParam("after")
          @Pattern(regexp = "[A-Za-z0-9-]{1,64}", message = "after must be the id of a client")
          String after,
      @QueryParam("limit")
          @DefaultValue("20")
          @Pattern(regexp = "[1-9][0-9]?|100", message = "limit must be an integer from 1 to 100")
          String limit) {
    return administration.list(after, Integer.parseInt(limit));
  }

  @POST
  @RolesAllowed(ADMIN_CLIENTS)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(
      @NotNull @Valid ClientRegistration registration,
      @HeaderParam(Idempotency.HEADER) List<String> key) {
    return orders
        .give(caller.require(), Operation.REGISTER_CLIENT, new Order.Register(registration), key)
        .toResponse();
  }

  @GET
  @Path("/{client_id}")
  @RolesAllowed(ADMIN_CLIENTS)
  public ClientView get(@PathParam("client_id") String clientId) {
    return administration.get(clientId);
  }

  @PUT
  @Path("/{client_id}")
  @RolesAllowed(ADMIN_CLIENTS)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response change(
      @PathParam("client_id") String clientId, @NotNull @Valid ClientChange change) {
    return orders
        .give(
            caller.require(),
            Operation.CHANGE_CLIENT,
            new Order.Change(clientId, change),
            List.of())
        .toResponse();
  }

  @POST
  @Path("/{client_id}/secret")
  @RolesAllowed(ADMIN_CLIENTS)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response makeSecret(
      @PathParam("client_id") String clientId,
      @NotNull @Valid SecretRotation rotation,
      @HeaderParam(Idempotency.HEADER) List<String> key) {
    return orders
        .give(
            caller.require(),
            Operation.MAKE_CLIENT_SECRET,
            new Order.Secret(clientId, settings.overlapSeconds(rotation.overlapSeconds())),
            key)
        .toResponse();
  }

  @PUT
  @Path("/{client_id}/jwks")
  @RolesAllowed(ADMIN_CLIENTS)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response setKeys(@PathParam("client_id") String clientId, @NotNull JwkSet keys) {
    return orders
        .give(
            caller.require(), Operation.SET_CLIENT_KEYS, new Order.Keys(clientId, keys), List.of())
        .toResponse();
  }

  @POST
  @Path("/{client_id}/disable")
  @RolesAllowed(ADMIN_CLIENTS)
  public ClientView disable(@PathParam("client_id") String clientId) {
    return orders.disable(caller.require(), clientId);
  }

  @POST
  @Path("/{client_id}/enable")
  @RolesAllowed(ADMIN_CLIENTS)
  public Response enable(@PathParam("client_id") String clientId) {
    return orders
        .give(caller.require(), Operation.ENABLE_CLIENT, new Order.Enable(clientId), List.of())
        .toResponse();
  }
}
