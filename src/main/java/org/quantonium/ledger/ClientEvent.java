package org.quantonium.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quantonium.identity.Caller;

/** What an administrator did to a client that is there. */
public sealed interface ClientEvent extends AdminEvent {
  String clientId();

  @Override
  default String resource() {
    return "/v1/admin/clients/" + clientId();
  }

  /**
   * Name, scopes, end, and whether its tokens are bound were set.
   *
   * @param scopes what it may do from now on
   * @param expires milliseconds since the epoch; empty: never
   * @param boundTokens whether it gets tokens alone that are bound to a key
   */
  record Changed(
      Caller caller,
      String clientId,
      Set<String> scopes,
      Optional<Long> expires,
      boolean boundTokens)
      implements ClientEvent {
    public Changed {
      scopes = Set.copyOf(scopes);
    }

    @Override
    public Action action() {
      return Action.CLIENT_CHANGED;
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts =
          new HashMap<>(
              Map.of("scopes", List.copyOf(new TreeSet<>(scopes)), "boundTokens", boundTokens));
      expires.ifPresent(end -> facts.put("expires", end));
      return facts;
    }
  }

  /**
   * The client has another secret.
   *
   * @param secret its number
   * @param othersEnd until when the one before is good, in milliseconds since the epoch
   */
  record SecretMade(Caller caller, String clientId, long secret, long othersEnd)
      implements ClientEvent {
    @Override
    public Action action() {
      return Action.CLIENT_SECRET_MADE;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("secret", secret, "othersEnd", othersEnd);
    }
  }

  /**
   * It has these public keys, and authenticates by them from now on.
   *
   * @param thumbprints RFC 7638, 1 to 5
   */
  record KeysSet(Caller caller, String clientId, Set<String> thumbprints) implements ClientEvent {
    public KeysSet {
      thumbprints = Set.copyOf(thumbprints);
    }

    @Override
    public Action action() {
      return Action.CLIENT_KEYS_SET;
    }

    @Override
    public String resource() {
      return ClientEvent.super.resource() + "/jwks";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("thumbprints", List.copyOf(new TreeSet<>(thumbprints)));
    }
  }

  /** It gets no token, and its tokens are refused. */
  record Disabled(Caller caller, String clientId) implements ClientEvent {
    @Override
    public Action action() {
      return Action.CLIENT_DISABLED;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of();
    }
  }

  /** It gets tokens again. */
  record Enabled(Caller caller, String clientId) implements ClientEvent {
    @Override
    public Action action() {
      return Action.CLIENT_ENABLED;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of();
    }
  }
}
