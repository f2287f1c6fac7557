package org.quantonium.ledger;

import static org.quantonium.identity.Scopes.READ_LEDGER;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.quantonium.identity.CurrentCaller;

/** {@code /v1/ledger}: a C2SP tlog-tiles log, and what an auditor asks beside it. */
@Path("/v1/ledger")
@ApplicationScoped
public class LedgerResource {
  /** C2SP tlog-tiles asks for the character set; the servers add none, or one of their own. */
  private static final String TEXT = "text/plain;charset=UTF-8";

  private static final String INDEX = "0|[1-9][0-9]{0,17}";
  private static final String TO_INDEX = " must be an index: a decimal number of 1 to 18 digits";

  @Inject private LedgerReads reads;
  @Inject private CurrentCaller caller;

  @GET
  @Path("/checkpoint")
  @PermitAll
  @Produces(TEXT)
  public Response checkpoint(@Context Request request) {
    return reads.checkpoint(request);
  }

  @GET
  @Path("/key")
  @PermitAll
  @Produces(TEXT)
  public Response key() {
    return reads.key();
  }

  @GET
  @Path("/tile/{tile: [0-9].*}")
  @PermitAll
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response tile(@PathParam("tile") String tile) {
    return reads.tile("tile/" + tile);
  }

  @GET
  @Path("/tile/entries/{bundle: .+}")
  @RolesAllowed(READ_LEDGER)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response bundle(@PathParam("bundle") String bundle) {
    return reads.bundle(caller.require(), "tile/entries/" + bundle);
  }

  @GET
  @Path("/entries")
  @RolesAllowed(READ_LEDGER)
  @Produces(MediaType.APPLICATION_JSON)
  public EntryPage entries(@BeanParam @Valid EntryFilter filter) {
    return reads.find(caller.require(), filter);
  }

  @GET
  @Path("/entries/{index}")
  @RolesAllowed(READ_LEDGER)
  @Produces(MediaType.APPLICATION_JSON)
  public EntryView entry(@PathParam("index") String index) {
    return reads.at(caller.require(), index);
  }

  @GET
  @Path("/entries/{index}/proof")
  @RolesAllowed(READ_LEDGER)
  @Produces(TEXT)
  public Response proof(@PathParam("index") String index) {
    return reads.proof(caller.require(), index);
  }

  @GET
  @Path("/export/{format}")
  @RolesAllowed(READ_LEDGER)
  @Produces({"application/jsonl", "text/csv", "application/zip"})
  public Response export(
      @Context HttpServletRequest request,
      @PathParam("format")
          @Pattern(regexp = "jsonl|csv|zip", message = "format must be jsonl, csv or zip")
          String format,
      @QueryParam("from") @Pattern(regexp = INDEX, message = "from" + TO_INDEX) String from,
      @QueryParam("to") @Pattern(regexp = INDEX, message = "to" + TO_INDEX) String to) {
    return reads.export(caller.require(), request, format, from, to);
  }
}
