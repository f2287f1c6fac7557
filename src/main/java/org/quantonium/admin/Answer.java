package org.quantonium.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.quantonium.problem.Json;

/**
 * What an administrator is answered; it may hold a client's secret.
 *
 * @param location path of what was made or waits; empty if nothing was
 * @param body JSON
 */
record Answer(int status, String location, String body) {

  static Answer ok(Object body) {
    return of(200, "", body);
  }

  static Answer created(String location, Object body) {
    return of(201, location, body);
  }

  static Answer accepted(String location, Object body) {
    return of(202, location, body);
  }

  private static Answer of(int status, String location, Object body) {
    return new Answer(status, location, new String(Json.write(body), UTF_8));
  }

  /** As it is kept for the same request under the same key. */
  String kept() {
    return status + " " + location + "\n" + body;
  }

  static Answer read(String kept) {
    int space = kept.indexOf(' ');
    int line = kept.indexOf('\n');
    return new Answer(
        Integer.parseInt(kept.substring(0, space)),
        kept.substring(space + 1, line),
        kept.substring(line + 1));
  }

  Response toResponse() {
    Response.ResponseBuilder response = Response.status(status).entity(body.getBytes(UTF_8));
    return (location.isEmpty() ? response : response.location(URI.create(location))).build();
  }

  /** Without the body. */
  @Override
  public String toString() {
    return "Answer[" + status + " " + location + "]";
  }
}
