package org.quantonium.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantonium.identity.Caller;
import org.quantonium.identity.CurrentCaller;
import org.quantonium.identity.DpopProof;
import org.quantonium.identity.DpopVerifier;
import org.quantonium.identity.InvalidProof;
import org.quantonium.identity.InvalidToken;
import org.quantonium.identity.ShownToken;
import org.quantonium.identity.TokenVerifier;
import org.quantonium.identity.VerifiedToken;
import org.quantonium.ledger.Refusals;
import org.quantonium.oauth.DpopProofs;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Who calls: verifies whatever token a request carries, and the proof that a bound one is its
 * sender's, before the request is matched to a resource, and counts it under the limits by rate on
 * the way.
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

  @Inject private TokenVerifier verifier;
  @Inject private DpopProofs proofs;
  @Inject private CurrentCaller current;
  @Inject private Refusals refusals;
  @Inject private RequestLimits limits;

  @Context private HttpServletRequest servlet;

  @Override
  public void filter(ContainerRequestContext request) {
    try {
      Optional<ShownToken> token = ShownToken.in(authorization(request));
      limits.before(request, token.isPresent());
      if (token.isPresent()) {
        authenticate(request, token.get());
      }
    } catch (InvalidToken e) {
      String reason =
          e.reason() == InvalidToken.Reason.CONFIRMATION
              ? "The token was refused: " + e.getMessage() + "."
              : "The token was refused; get a new one from its issuer.";
      throw refused(request, "invalid_token", e.getMessage(), reason);
    } catch (InvalidProof e) {
      String reason = "The DPoP proof was refused: " + e.getMessage() + ".";
      throw refused(request, "invalid_dpop_proof", e.getMessage(), reason);
    }
    if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      throw current.find().isPresent()
          ? new Problem(ProblemType.METHOD_NOT_ALLOWED, "OPTIONS is not answered here.")
              .header(HttpHeaders.ALLOW, "GET, HEAD, POST")
          : missing();
    }
  }

  private void authenticate(ContainerRequestContext request, ShownToken token)
      throws InvalidToken, InvalidProof {
    VerifiedToken verified = verified(token.text());
    if (token.scheme() == ShownToken.Scheme.BEARER) {
      current.set(verified.asBearer());
      limits.of(current.require());
      return;
    }
    DpopProof proof =
        proofs.verify(
            headers(request, "DPoP"),
            new DpopVerifier.Request(
                request.getMethod(), RecordedRequestFilter.path(request), Arrival.of(servlet)));
    Caller caller = verified.shownWith(proof);
    proof.requireToken(token.text());
    current.set(caller);
    limits.of(caller);
    // Last: it costs a row, and is the client's own doing by now.
    proofs.spend(proof);
  }

  /** A token is paid for, too, that cannot be looked at now: anybody may name an issuer. */
  private VerifiedToken verified(String token) throws InvalidToken {
    try {
      return verifier.verify(token);
    } catch (Problem keysAreUnknown) {
      limits.ofRefusedToken();
      throw keysAreUnknown;
    }
  }

  private Problem refused(
      ContainerRequestContext request, String error, String rule, String detail) {
    limits.ofRefusedToken();
    LOG.fine(() -> "Refused with " + error + ": " + rule);
    refusals.authentication(resource(RecordedRequestFilter.path(request)));
    return new Problem(ProblemType.UNAUTHENTICATED, detail)
        .header(HttpHeaders.WWW_AUTHENTICATE, Challenge.of(authorization(request), error));
  }

  private static List<String> authorization(ContainerRequestContext request) {
    return headers(request, HttpHeaders.AUTHORIZATION);
  }

  private static List<String> headers(ContainerRequestContext request, String name) {
    List<String> values = request.getHeaders().get(name);
    return values == null ? List.of() : values;
  }

  /** Of a path only what is ours: anybody could write the rest into the ledger, for good. */
  private static String resource(String path) {
    Matcher known = RESOURCE.matcher(path);
    return known.lookingAt() ? known.group() : "/";
  }

  /** The refusal of a call that needs a token and has none (RFC 6750, 3: no error code). */
  static Problem missing() {
    return new Problem(
            ProblemType.UNAUTHENTICATED,
            "Send Authorization: Bearer with a token of an issuer that"
                + " /.well-known/oauth-protected-resource names.")
        .header(HttpHeaders.WWW_AUTHENTICATE, Challenge.ANY);
  }

  static Problem insufficient(ContainerRequestContext request, String scope) {
    return new Problem(ProblemType.INSUFFICIENT_SCOPE, "This call needs the scope " + scope + ".")
        .with("scope", scope)
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            Challenge.of(authorization(request), "insufficient_scope")
                + ", scope=\""
                + scope
                + "\"");
  }
}
