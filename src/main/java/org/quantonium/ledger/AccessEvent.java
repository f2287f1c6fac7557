package org.quantonium.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quantonium.identity.Caller;

/**
 * Who came in and who did not.
 *
 * <p>A flood of refusals must not become a flood of entries: each refusal has a {@link Span}, and
 * {@link Refusals} makes one entry of many.
 */
public sealed interface AccessEvent extends Event {

  /**
   * How many refusals an entry stands for, and when they were.
   *
   * @param count at least 1
   * @param from milliseconds since the epoch of the first one
   * @param to of the last one
   */
  record Span(long count, long from, long to) {
    public Span {
      if (count < 1 || to < from) {
        throw new IllegalArgumentException("a span counts one at least and ends after it begins");
      }
    }

    Map<String, Object> facts() {
      return Map.of("count", count, "from", from, "to", to);
    }

    Map<String, Object> factsAnd(String name, Set<String> texts) {
      return Map.of(
          "count", count, "from", from, "to", to, name, List.copyOf(new TreeSet<>(texts)));
    }
  }

  /**
   * A token was made; recorded before it is handed out.
   *
   * @param caller whom the token speaks for
   * @param boundTo thumbprint of the key that it is bound to; empty for a bearer token
   */
  record TokenIssued(Caller caller, Optional<String> boundTo) implements AccessEvent {
    @Override
    public Action action() {
      return Action.TOKEN_ISSUED;
    }

    @Override
    public Optional<Caller> by() {
      return Optional.of(caller);
    }

    @Override
    public String resource() {
      return "/v1/token";
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts =
          new HashMap<>(
              Map.of(
                  "scopes", List.copyOf(new TreeSet<>(caller.scopes())),
                  "tokenId", caller.tokenId(),
                  "keyId", caller.keyId(),
                  "expires", caller.expiresAt().toEpochMilli()));
      boundTo.ifPresent(key -> facts.put("boundTo", key));
      return facts;
    }
  }

  /**
   * The token endpoint refused.
   *
   * @param errors the error codes of RFC 6749, 5.2, that were given
   */
  record TokenRefused(Set<String> errors, Span span) implements AccessEvent {
    public TokenRefused {
      errors = Set.copyOf(errors);
    }

    @Override
    public Action action() {
      return Action.TOKEN_REFUSED;
    }

    @Override
    public String resource() {
      return "/v1/token";
    }

    @Override
    public Outcome outcome() {
      return Outcome.REFUSED;
    }

    @Override
    public Map<String, Object> facts() {
      return span.factsAnd("errors", errors);
    }
  }

  /**
   * A client ended a token of its own.
   *
   * @param caller whom the token spoke for
   */
  record TokenRevoked(Caller caller) implements AccessEvent {
    @Override
    public Action action() {
      return Action.TOKEN_REVOKED;
    }

    @Override
    public Optional<Caller> by() {
      return Optional.of(caller);
    }

    @Override
    public String resource() {
      return "/v1/token/revoke";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("tokenId", caller.tokenId());
    }
  }

  /** A bearer token did not verify. A call without a token is none of these. */
  record AuthenticationFailed(String resource, Span span) implements AccessEvent {
    @Override
    public Action action() {
      return Action.AUTHENTICATION_FAILED;
    }

    @Override
    public Outcome outcome() {
      return Outcome.REFUSED;
    }

    @Override
    public Map<String, Object> facts() {
      return span.facts();
    }
  }

  /**
   * A verified caller lacked a scope.
   *
   * @param by empty if there were several
   * @param scopes those that were needed
   */
  record ScopeRefused(Optional<Caller> by, Set<String> scopes, String resource, Span span)
      implements AccessEvent {
    public ScopeRefused {
      scopes = Set.copyOf(scopes);
    }

    @Override
    public Action action() {
      return Action.SCOPE_REFUSED;
    }

    @Override
    public Outcome outcome() {
      return Outcome.REFUSED;
    }

    @Override
    public Map<String, Object> facts() {
      return span.factsAnd("scopes", scopes);
    }
  }

  /**
   * A limit by rate was reached, and the call refused.
   *
   * @param by empty if nobody was verified, or there were several
   * @param policies the limits that were reached
   */
  record RateLimited(Optional<Caller> by, Set<String> policies, String resource, Span span)
      implements AccessEvent {
    public RateLimited {
      policies = Set.copyOf(policies);
    }

    @Override
    public Action action() {
      return Action.RATE_LIMITED;
    }

    @Override
    public Outcome outcome() {
      return Outcome.REFUSED;
    }

    @Override
    public Map<String, Object> facts() {
      return span.factsAnd("policies", policies);
    }
  }
}
