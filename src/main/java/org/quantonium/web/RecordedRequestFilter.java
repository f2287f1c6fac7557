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
  /** Bodies below it hold credentials, which leave no trace in an entry. */
  private static final String TOKENS = "/v1/token";

  @Inject private CurrentRequest current;
  @Inject private TrustedProxies proxies;

  @Context private HttpServletRequest servlet;

  @Override
  public void filter(ContainerRequestContext request) {
    current.cameFrom(
        proxies.client(servlet.getRemoteAddr(), request.getHeaders().get("X-Forwarded-For")));
    if (!path(request).startsWith(TOKENS)) {
      request.setEntityStream(new DigestedInputStream(request.getEntityStream(), current::bodyWas));
    }
  }

  /** The path that was asked for; {@link EdgeFilter} has seen that it is ASCII. */
  static String path(ContainerRequestContext request) {
    return request.getUriInfo().getRequestUri().getPath();
  }
}
