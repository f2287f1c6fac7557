package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.AdminEvent;
import org.quantonium.ledger.ClientEvent;
import org.quantonium.ledger.Ledger;
import org.quantonium.oauth.ClientAttributes;
import org.quantonium.oauth.ClientChanges;
import org.quantonium.oauth.ClientKeys;
import org.quantonium.oauth.ClientMethod;
import org.quantonium.oauth.ClientView;
import org.quantonium.oauth.Clients;
import org.quantonium.oauth.JwkSet;
import org.quantonium.oauth.NewClient;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Acts on clients, each in the transaction that there is, with its entry in the ledger, and checked
 * by a method of its own: that one says whether the act needs a second administrator, and is called
 * by the act too.
 *
 * <p>All throw {@link Problem}: NOT_FOUND, CONFLICT for what the client is not ready for, FORBIDDEN
 * for what the caller cannot give, INVALID_REQUEST.
 */
@ApplicationScoped
@Transactional
class ClientActs {
  @Inject private Clients clients;
  @Inject private ClientChanges changes;
  @Inject private Ledger ledger;

  private final Clock clock = Clock.systemUTC();

  boolean check(Caller caller, Order.Register order) {
    Expiry.read(order.client().expiresAt(), clock.instant());
    return isGuarded(caller, order.client().scopes());
  }

  Answer register(Caller caller, Order.Register order) {
    check(caller, order);
    ClientRegistration asked = order.client();
    Set<String> scopes = new TreeSet<>(asked.scopes());
    boolean boundTokens = asked.boundTokens().orElse(false);
    NewClient registered =
        clients.register(
            asked.tenant(),
            asked.name(),
            scopes,
            Expiry.read(asked.expiresAt(), clock.instant()),
            boundTokens);
    changes.registered();
    String clientId = registered.client().clientId();
    ledger.append(
        new AdminEvent.ClientRegistered(caller, clientId, asked.tenant(), scopes, boundTokens));
    RegisteredClient told =
        asked
            .jwks()
            .map(jwks -> RegisteredClient.withKeys(equip(caller, clientId, jwks)))
            .orElseGet(() -> RegisteredClient.of(registered));
    return Answer.created("/v1/admin/clients/" + clientId, told);
  }

  boolean check(Caller caller, Order.Change order) {
    ClientChange change = order.change();
    ClientView before = changes.get(order.clientId());
    if (before.version() != change.version()) {
      throw ClientChanges.overtaken();
    }
    return isGuarded(caller, Gains.of(before, change.scopes(), end(change)));
  }

  Answer change(Caller caller, Order.Change order) {
    check(caller, order);
    ClientChange change = order.change();
    ClientView before = changes.get(order.clientId());
    Set<String> gained = Gains.of(before, change.scopes(), end(change));
    ClientAttributes to =
        new ClientAttributes(
            change.name(),
            change.scopes(),
            end(change),
            change.boundTokens().orElse(before.boundTokens()));
    ClientView after = changes.change(order.clientId(), change.version(), to, !gained.isEmpty());
    ledger.append(
        new ClientEvent.Changed(
            caller,
            order.clientId(),
            after.scopes(),
            after.expiresAt().map(Instant::toEpochMilli),
            after.boundTokens()));
    return Answer.ok(after);
  }

  private Optional<Instant> end(ClientChange change) {
    return Expiry.read(change.expiresAt(), clock.instant());
  }

  boolean check(Caller caller, Order.Secret order) {
    ClientView client = changes.get(order.clientId());
    if (client.method().jwks().isPresent()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The client authenticates by keys and has no secret; give it other keys at /jwks.");
    }
    if (order.overlapSeconds() > 0 && client.method().secrets().size() > 1) {
      throw new Problem(
          ProblemType.CONFLICT,
          "Two secrets are good already; wait until the older one ends, or send overlap_seconds 0"
              + " to end both.");
    }
    return isTakeover(caller, client);
  }

  Answer makeSecret(Caller caller, Order.Secret order) {
    check(caller, order);
    NewClient renewed =
        changes.giveSecret(order.clientId(), Duration.ofSeconds(order.overlapSeconds()));
    ClientMethod.Secret newest = renewed.client().method().secrets().get(0);
    ledger.append(
        new ClientEvent.SecretMade(
            caller,
            order.clientId(),
            newest.id(),
            newest.createdAt().plusSeconds(order.overlapSeconds()).toEpochMilli()));
    return Answer.ok(RegisteredClient.of(renewed));
  }

  boolean check(Caller caller, Order.Keys order) {
    return isTakeover(caller, changes.get(order.clientId()));
  }

  Answer setKeys(Caller caller, Order.Keys order) {
    check(caller, order);
    return Answer.ok(equip(caller, order.clientId(), order.jwks()));
  }

  private ClientView equip(Caller caller, String clientId, JwkSet jwks) {
    ClientKeys keys = ClientKeys.of(jwks, "");
    ClientView client = changes.setKeys(clientId, keys);
    ledger.append(new ClientEvent.KeysSet(caller, clientId, Set.copyOf(keys.thumbprints())));
    return client;
  }

  boolean check(Caller caller, Order.Enable order) {
    ClientView client = changes.get(order.clientId());
    return !client.enabled() && isGuarded(caller, client.scopes());
  }

  /** Nothing is recorded where nothing changes. */
  Answer enable(Caller caller, Order.Enable order) {
    check(caller, order);
    ClientView client = changes.get(order.clientId());
    if (!client.enabled()) {
      client = changes.enable(order.clientId());
      ledger.append(new ClientEvent.Enabled(caller, order.clientId()));
    }
    return Answer.ok(client);
  }

  /** Needs nobody else: it may be urgent. */
  ClientView disable(Caller caller, String clientId) {
    changes.lock(caller);
    ClientView client = changes.get(clientId);
    if (client.enabled()) {
      client = changes.disable(clientId);
      ledger.append(new ClientEvent.Disabled(caller, clientId));
    }
    return client;
  }

  /**
   * Whether somebody else's administrator could be acted as: who chooses a client's secret or keys
   * has its scopes. One's own anybody may change whose token has them all.
   */
  private static boolean isTakeover(Caller caller, ClientView client) {
    return isGuarded(caller, client.scopes()) && !caller.clientId().equals(client.clientId());
  }

  private static boolean isGuarded(Caller caller, Set<String> gained) {
    Gains.check(caller, gained);
    return Gains.isAdministration(gained);
  }
}
