package org.quantonium.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.quantonium.ledger.CurrentRequest;

/**
 * Notes what entries tell of a request: its address, and its body's digest. After the cap on bodies
 * and before anything that may be recorded.
 */
@Provider
@PreMatching
@Priority(200)
@ApplicationScoped
public class RecordedRequestFilter implements ContainerRequestFilter {
  /**
   * Bodies below these leave no trace in an entry: they hold credentials, or a subject, who is a
   * person and whom a digest of a few known words around them would tell.
   */
  private static final List<String> UNTOLD = List.of("/v1/token", "/v1/admin/revocations");

  @Inject private CurrentRequest current;
  @Inject private TrustedProxies proxies;

  @Context private HttpServletRequest servlet;

  @Override
  public void filter(ContainerRequestContext request) {
    current.cameFrom(
        proxies.client(servlet.getRemoteAddr(), request.getHeaders().get("X-Forwarded-For")));
    if (UNTOLD.stream().noneMatch(path(request)::startsWith)) {
      request.setEntityStream(new DigestedInputStream(request.getEntityStream(), current::bodyWas));
    }
  }

  /** The path that was asked for; {@link EdgeFilter} has seen that it is ASCII. */
  static String path(ContainerRequestContext request) {
    return request.getUriInfo().getRequestUri().getPath();
  }
}
