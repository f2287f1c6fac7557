package org.quantonium.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantonium.identity.BearerHeader;
import org.quantonium.identity.Caller;
import org.quantonium.identity.CurrentCaller;
import org.quantonium.identity.InvalidToken;
import org.quantonium.identity.TokenVerifier;
import org.quantonium.ledger.Refusals;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Who calls: verifies whatever bearer token a request carries, before it is matched to a resource,
 * and counts the request under the limits by rate on the way.
 *
 * <p>A bad token is refused everywhere, even where none is needed, and the refusal recorded; no
 * token is not a bad one. OPTIONS is answered here, since WildFly would answer it past every later
 * filter.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AuthenticationFilter implements ContainerRequestFilter {
  private static final Logger LOG = Logger.getLogger(AuthenticationFilter.class.getName());
  private static final Pattern RESOURCE =
      Pattern.compile(
          "/v1/(token|simulations|waveforms|ledger|admin/clients|admin/keys|admin/revocations)(?=/|$)");
  private static final String CHALLENGE = "Bearer realm=\"quantonium\"";

  @Inject private TokenVerifier verifier;
  @Inject private CurrentCaller current;
  @Inject private Refusals refusals;
  @Inject private RequestLimits limits;

  @Override
  public void filter(ContainerRequestContext request) {
    List<String> headers = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    try {
      Optional<String> token = BearerHeader.token(headers == null ? List.of() : headers);
      limits.before(request, token.isPresent());
      if (token.isPresent()) {
        current.set(verified(token.get()));
        limits.of(current.require());
      }
    } catch (InvalidToken e) {
      limits.ofRefusedToken();
      LOG.fine(() -> "Refused a token: " + e.getMessage());
      refusals.authentication(resource(RecordedRequestFilter.path(request)));
      throw new Problem(
              ProblemType.UNAUTHENTICATED, "The token was refused; get a new one from its issuer.")
          .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
    }
    if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      throw current.find().isPresent()
          ? new Problem(ProblemType.METHOD_NOT_ALLOWED, "OPTIONS is not answered here.")
              .header(HttpHeaders.ALLOW, "GET, HEAD, POST")
          : missing();
    }
  }

  /** A token is paid for, too, that cannot be looked at now: anybody may name an issuer. */
  private Caller verified(String token) throws InvalidToken {
    try {
      return verifier.verify(token);
    } catch (Problem keysAreUnknown) {
      limits.ofRefusedToken();
      throw keysAreUnknown;
    }
  }

  /** Of a path only what is ours: anybody could write the rest into the ledger, for good. */
  private static String resource(String path) {
    Matcher known = RESOURCE.matcher(path);
    return known.lookingAt() ? known.group() : "/";
  }

  /** The refusal of a call that needs a token and has none (RFC 6750, 3: no error code). */
  static Problem missing() {
    return new Problem(
            ProblemType.UNAUTHENTICATED, "Send Authorization: Bearer with a token from /v1/token.")
        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
  }

  static Problem insufficient(String scope) {
    return new Problem(ProblemType.INSUFFICIENT_SCOPE, "This call needs the scope " + scope + ".")
        .with("scope", scope)
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
  }
}
