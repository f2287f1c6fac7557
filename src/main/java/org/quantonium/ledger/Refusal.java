package org.quantonium.ledger;

import java.util.Optional;
import java.util.Set;
import org.quantonium.identity.Caller;
import org.quantonium.identity.Network;

/**
 * One refusal, or several of one kind from one place.
 *
 * @param key what it is counted under
 * @param caller empty if nobody was verified, or several were
 * @param details error codes, scopes or policies, each of a closed list
 * @param resource path; {@code /} if there may be several
 * @param address the client's, or the network's that several came from
 */
record Refusal(
    Key key,
    Optional<Caller> caller,
    Set<String> details,
    String resource,
    Optional<String> address) {

  /** How many actions are counted. */
  static final int KINDS = 4;

  /**
   * What refusals are counted under.
   *
   * @param who network or client id; empty for all those that have no key of their own
   */
  record Key(Event.Action action, Optional<String> who) {
    Key shared() {
      return new Key(action, Optional.empty());
    }
  }

  Refusal {
    details = Set.copyOf(details);
  }

  static Refusal token(String error, Optional<String> address) {
    return new Refusal(
        new Key(Event.Action.TOKEN_REFUSED, address.map(Network::of)),
        Optional.empty(),
        Set.of(error),
        "/v1/token",
        address);
  }

  static Refusal authentication(String resource, Optional<String> address) {
    return new Refusal(
        new Key(Event.Action.AUTHENTICATION_FAILED, address.map(Network::of)),
        Optional.empty(),
        Set.of(),
        resource,
        address);
  }

  static Refusal scope(Caller caller, String scope, String resource, Optional<String> address) {
    return new Refusal(
        new Key(Event.Action.SCOPE_REFUSED, Optional.of(caller.clientId())),
        Optional.of(caller),
        Set.of(scope),
        resource,
        address);
  }

  /** Counted by client if one was verified, else by network. */
  static Refusal rate(
      String policy, Optional<Caller> caller, String resource, Optional<String> address) {
    return new Refusal(
        new Key(
            Event.Action.RATE_LIMITED,
            caller.map(Caller::clientId).or(() -> address.map(Network::of))),
        caller,
        Set.of(policy),
        resource,
        address);
  }

  /** Those of a whole window that are counted under a key, of which this is one. */
  Refusal among(Key counted, Set<String> allDetails) {
    return new Refusal(
        counted,
        counted.who().flatMap(own -> caller),
        allDetails,
        "/",
        caller.isEmpty() ? counted.who() : Optional.empty());
  }

  Event event(AccessEvent.Span span) {
    return switch (key.action()) {
      case TOKEN_REFUSED -> new AccessEvent.TokenRefused(details, span);
      case AUTHENTICATION_FAILED -> new AccessEvent.AuthenticationFailed(resource, span);
      case SCOPE_REFUSED -> new AccessEvent.ScopeRefused(caller, details, resource, span);
      case RATE_LIMITED -> new AccessEvent.RateLimited(caller, details, resource, span);
      default -> throw new IllegalStateException(key.action() + " is no refusal");
    };
  }
}
