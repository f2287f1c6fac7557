package org.quantonium.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quantonium.identity.Caller;

/** What an administrator did. */
public sealed interface AdminEvent extends Event
    permits AdminEvent.ClientRegistered,
        AdminEvent.ClientLimitSet,
        AdminEvent.KeyRotated,
        AdminEvent.KeyRevoked,
        AdminEvent.TokensRevoked,
        AdminEvent.ClientLimitRemoved,
        ClientEvent,
        ApprovalEvent {
  Caller caller();

  @Override
  default Optional<Caller> by() {
    return Optional.of(caller());
  }

  /**
   * A client was made.
   *
   * @param clientId its fresh id, 1 to 64 characters
   * @param clientTenant whom it belongs to, 1 to 64 characters
   * @param scopes what it may do
   * @param boundTokens whether it gets tokens alone that are bound to a key
   */
  record ClientRegistered(
      Caller caller, String clientId, String clientTenant, Set<String> scopes, boolean boundTokens)
      implements AdminEvent {
    public ClientRegistered {
      scopes = Set.copyOf(scopes);
    }

    @Override
    public Action action() {
      return Action.CLIENT_REGISTERED;
    }

    @Override
    public String resource() {
      return "/v1/admin/clients/" + clientId;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of(
          "clientTenant",
          clientTenant,
          "scopes",
          List.copyOf(new TreeSet<>(scopes)),
          "boundTokens",
          boundTokens);
    }
  }

  /**
   * A client was given a limit by rate of its own.
   *
   * @param policy which limit
   */
  record ClientLimitSet(
      Caller caller, String clientId, String policy, long capacity, long refillPerSecond)
      implements AdminEvent {
    @Override
    public Action action() {
      return Action.CLIENT_LIMIT_SET;
    }

    @Override
    public String resource() {
      return "/v1/admin/clients/" + clientId + "/limits/" + policy;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("capacity", capacity, "refillPerSecond", refillPerSecond);
    }
  }

  /**
   * The next key was told to take the ACTIVE one's place; what became of either is told beside it.
   *
   * @param purpose of both
   */
  record KeyRotated(Caller caller, String purpose) implements AdminEvent {
    @Override
    public Action action() {
      return Action.KEY_ROTATED;
    }

    @Override
    public String resource() {
      return "/v1/admin/keys";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("purpose", purpose);
    }
  }

  /** A key was revoked; what became of it and of the others is told beside it. */
  record KeyRevoked(Caller caller, String keyId) implements AdminEvent {
    @Override
    public Action action() {
      return Action.KEY_REVOKED;
    }

    @Override
    public String resource() {
      return "/v1/admin/keys/" + keyId;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("keyId", keyId);
    }
  }

  /**
   * Tokens were revoked.
   *
   * @param id of the revocation, 0 to 2^53 - 1
   * @param kind what it names: a token, a client, a subject, or all
   * @param named the id of token or client; empty for all, and for a subject, who is a person
   * @param issuedUntil milliseconds since the epoch
   */
  record TokensRevoked(
      Caller caller, long id, String kind, Optional<String> named, long issuedUntil)
      implements AdminEvent {
    @Override
    public Action action() {
      return Action.TOKENS_REVOKED;
    }

    @Override
    public String resource() {
      return "/v1/admin/revocations";
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts =
          new HashMap<>(Map.of("revocation", id, "kind", kind, "issuedUntil", issuedUntil));
      named.ifPresent(name -> facts.put("named", name));
      return facts;
    }
  }

  /** It was taken away again: the client has what all have. */
  record ClientLimitRemoved(Caller caller, String clientId, String policy) implements AdminEvent {
    @Override
    public Action action() {
      return Action.CLIENT_LIMIT_REMOVED;
    }

    @Override
    public String resource() {
      return "/v1/admin/clients/" + clientId + "/limits/" + policy;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of();
    }
  }
}
