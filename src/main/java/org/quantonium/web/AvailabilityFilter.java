package org.quantonium.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.quantonium.keys.KeyRing;
import org.quantonium.ledger.LedgerNode;
import org.quantonium.oauth.RevocationList;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Refuses at once what would wait for a database that is known to be away: one that waits holds a
 * thread, and thousands hold the server. And refuses everybody while it is not known which keys are
 * in force and which tokens were revoked: theirs might be.
 */
@Provider
@PreMatching
@Priority(50)
@ApplicationScoped
public class AvailabilityFilter implements ContainerRequestFilter {
  private static final int RETRY_SECONDS = 5;

  /** What is answered from memory. */
  private static final Set<String> NEED_NO_DATABASE =
      Set.of(
          "/v1/ledger/checkpoint",
          "/v1/ledger/key",
          "/.well-known/jwks.json",
          "/.well-known/oauth-authorization-server",
          "/.well-known/oauth-protected-resource");

  @Inject private LedgerNode ledger;
  @Inject private KeyRing keys;
  @Inject private RevocationList revocations;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!NEED_NO_DATABASE.contains(request.getUriInfo().getRequestUri().getPath())
        && !(ledger.isReachable() && keys.isCurrent() && revocations.isCurrent())) {
      throw new Problem(
              ProblemType.UNAVAILABLE,
              "The database is away, and nothing is done without its record; try again.")
          .retryAfterSeconds(RETRY_SECONDS);
    }
  }
}
