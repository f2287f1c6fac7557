package org.quantonium.admin;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quantonium.identity.Caller;
import org.quantonium.identity.Scopes;
import org.quantonium.oauth.ClientView;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** What somebody gets by an act of an administrator, and whether that administrator may give it. */
final class Gains {
  private Gains() {}

  /**
   * Scopes that a client gets by a change: those that are new, and all where it is to last longer.
   *
   * @param end when it is to end; empty: never
   */
  static Set<String> of(ClientView before, Set<String> scopes, Optional<Instant> end) {
    Set<String> gained = new TreeSet<>(scopes);
    if (!lastsLonger(before.expiresAt(), end)) {
      gained.removeAll(before.scopes());
    }
    return gained;
  }

  private static boolean lastsLonger(Optional<Instant> before, Optional<Instant> after) {
    return before.isPresent() && (after.isEmpty() || after.get().isAfter(before.get()));
  }

  /**
   * Nobody can grant more than they have.
   *
   * @throws Problem INVALID_REQUEST for an unknown scope, FORBIDDEN for one that the caller lacks
   */
  static void check(Caller caller, Set<String> gained) {
    if (!Scopes.ALL.containsAll(gained)) {
      throw Problem.invalid(
          "/scopes", "must be of " + String.join(", ", new TreeSet<>(Scopes.ALL)));
    }
    if (!caller.scopes().containsAll(gained)) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "A client can be given only scopes that your token has; ask for a token with them, or"
              + " somebody who has them.");
    }
  }

  /** Whether it makes an administrator, of whatever. */
  static boolean isAdministration(Set<String> scopes) {
    return scopes.stream().anyMatch(scope -> scope.startsWith("admin:"));
  }
}
