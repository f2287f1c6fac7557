package org.quantonium.waveform;

import static org.quantonium.identity.Scopes.HASH_WAVEFORM;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.quantonium.identity.CurrentCaller;

/** {@code /v1/waveforms}. */
@Path("/v1/waveforms")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WaveformResource {
  @Inject private Waveforms waveforms;
  @Inject private CurrentCaller caller;

  @POST
  @Path("/hash")
  @RolesAllowed(HASH_WAVEFORM)
  @Consumes(MediaType.APPLICATION_JSON)
  public HashAnswer hash(@NotNull @Valid HashRequest request) {
    return waveforms.hash(caller.require(), request);
  }

  @POST
  @Path("/verify")
  @RolesAllowed(HASH_WAVEFORM)
  @Consumes(MediaType.APPLICATION_JSON)
  public VerifyAnswer verify(@NotNull @Valid VerifyRequest request) {
    return waveforms.verify(caller.require(), request);
  }
}
