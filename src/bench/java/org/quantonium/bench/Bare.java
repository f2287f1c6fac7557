package org.quantonium.bench;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;

/** What the server's JAX-RS costs without any of ours: reads the body and says how long it was. */
@ApplicationPath("/")
@Path("run")
public class Bare extends Application {
  @POST
  @Consumes("text/x-qasm")
  @Produces("application/json")
  public String run(byte[] body) {
    return "{\"bytes\":" + body.length + "}";
  }
}
