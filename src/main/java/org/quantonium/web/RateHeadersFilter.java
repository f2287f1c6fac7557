package org.quantonium.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.quantonium.limits.Foreground;
import org.quantonium.limits.RateState;

/**
 * Every answer tells of the limits by rate that its request was counted under. Whoever reads it
 * slowly keeps nobody else waiting: the request's turn ends here.
 */
@Provider
@ApplicationScoped
public class RateHeadersFilter implements ContainerResponseFilter {
  @Inject private RateState state;
  @Inject private Foreground foreground;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    foreground.endTurn();
    state
        .policyHeader()
        .ifPresent(value -> response.getHeaders().putSingle("RateLimit-Policy", value));
    state.stateHeader().ifPresent(value -> response.getHeaders().putSingle("RateLimit", value));
  }
}
