package org.quantonium.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Collections;
import org.quantonium.identity.Caller;
import org.quantonium.identity.CurrentCaller;
import org.quantonium.identity.Network;
import org.quantonium.ledger.CurrentRequest;
import org.quantonium.ledger.Refusals;
import org.quantonium.limits.Foreground;
import org.quantonium.limits.RateLimited;
import org.quantonium.limits.RateLimits;
import org.quantonium.limits.RatePolicy;
import org.quantonium.limits.RateState;
import org.quantonium.problem.Problem;

/**
 * Which limits by rate a request is counted under, step by step; every refusal is recorded.
 *
 * <p>An address pays for requests without a token and for tokens that are refused; one whose tokens
 * verify pays nothing, its clients do. All pay before it is known whether they may. One that has
 * nothing left is refused before its body is received, and one whose body is refused pays for it.
 */
@ApplicationScoped
class RequestLimits {
  private static final String TOKENS = "/v1/token";

  @Inject private RateLimits limits;
  @Inject private Foreground foreground;
  @Inject private RateState state;
  @Inject private TrustedProxies proxies;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;
  @Inject private Refusals refusals;

  /**
   * Before any of a body is received.
   *
   * @throws Problem RATE_LIMITED
   */
  void beforeBody(HttpServletRequest servlet) {
    boolean token = servlet.getRequestURI().startsWith(TOKENS);
    atTheEdge(servlet, () -> limits.look(token ? RatePolicy.TOKEN : RatePolicy.ADDRESS, network()));
  }

  /**
   * Once a body was refused that came too slowly, say: nobody looks at its token.
   *
   * @throws Problem RATE_LIMITED
   */
  @ActivateRequestContext
  void ofRefusedBody(HttpServletRequest servlet) {
    atTheEdge(servlet, () -> limits.charge(RatePolicy.ADDRESS, network(), 1));
  }

  /** Where {@link RecordedRequestFilter} and {@link RateHeadersFilter} are not at work. */
  private void atTheEdge(HttpServletRequest servlet, Runnable count) {
    request.cameFrom(
        proxies.client(
            servlet.getRemoteAddr(), Collections.list(servlet.getHeaders("X-Forwarded-For"))));
    try {
      count.run();
    } catch (Problem refusal) {
      state.policyHeader().ifPresent(value -> refusal.header("RateLimit-Policy", value));
      state.stateHeader().ifPresent(value -> refusal.header("RateLimit", value));
      throw refusal;
    }
  }

  /**
   * Before a token is looked at.
   *
   * @param token whether the request has one
   * @throws Problem RATE_LIMITED
   */
  void before(ContainerRequestContext context, boolean token) {
    if (RecordedRequestFilter.path(context).startsWith(TOKENS)) {
      limits.charge(RatePolicy.TOKEN, network(), 1);
    } else if (token) {
      limits.look(RatePolicy.ADDRESS, network());
    } else {
      limits.charge(RatePolicy.ADDRESS, network(), 1);
    }
  }

  /** Once a token was refused: what was only looked at is paid now. */
  void ofRefusedToken() {
    limits.charge(RatePolicy.ADDRESS, network(), 1);
  }

  /** Once a token is verified, and before the scope is looked at. */
  void of(Caller verified) {
    limits.charge(RatePolicy.PRINCIPAL, verified.clientId(), 1);
    foreground.of(verified.clientId());
  }

  void record(@Observes RateLimited refusal) {
    refusals.rate(refusal.policy().label(), caller.find(), "/");
  }

  /** Those of whom the server knows no address share one bucket. */
  private String network() {
    return request.address().map(Network::of).orElse("unknown");
  }
}
