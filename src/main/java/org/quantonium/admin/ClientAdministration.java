package org.quantonium.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quantonium.idempotency.Claim;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.Caller;
import org.quantonium.identity.Scopes;
import org.quantonium.ledger.AdminEvent;
import org.quantonium.ledger.Ledger;
import org.quantonium.oauth.ClientKeys;
import org.quantonium.oauth.ClientView;
import org.quantonium.oauth.Clients;
import org.quantonium.oauth.JwkSet;
import org.quantonium.oauth.NewClient;
import org.quantonium.problem.Json;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** Acts on clients, each in one transaction with its entry in the ledger. */
@ApplicationScoped
@Transactional
class ClientAdministration {
  @Inject private Clients clients;
  @Inject private Ledger ledger;
  @Inject private Idempotency idempotency;

  /**
   * Registers a client.
   *
   * @param claim under which the same request comes to the same client
   * @return JSON of a {@link RegisteredClient}
   * @throws Problem INVALID_REQUEST for an unknown scope, FORBIDDEN for one that the caller lacks:
   *     nobody can grant more than they have
   */
  String register(Caller caller, ClientRegistration registration, Claim claim) {
    Set<String> scopes = new TreeSet<>(registration.scopes());
    if (!Scopes.ALL.containsAll(scopes)) {
      throw Problem.invalid(
          "/scopes", "must be of " + String.join(", ", new TreeSet<>(Scopes.ALL)));
    }
    if (!caller.scopes().containsAll(scopes)) {
      throw new Problem(
          ProblemType.FORBIDDEN, "A client can be given only scopes that your token has.");
    }
    if (registration.jwksUri().isPresent()) {
      throw Problem.invalid(
          "/jwks_uri",
          "is not taken: this service fetches nothing from an address that somebody names; send the"
              + " keys themselves as jwks");
    }
    Optional<ClientKeys> keys = registration.jwks().map(set -> ClientKeys.of(set, "/jwks"));
    NewClient registered = clients.register(registration.tenant(), registration.name(), scopes);
    ledger.append(
        new AdminEvent.ClientRegistered(
            caller, registered.client().clientId(), registration.tenant(), scopes));
    String clientId = registered.client().clientId();
    RegisteredClient told =
        keys.map(set -> RegisteredClient.withKeys(equip(caller, clientId, set)))
            .orElseGet(() -> RegisteredClient.of(registered));
    String answer = new String(Json.write(told), UTF_8);
    idempotency.answered(claim, answer);
    return answer;
  }

  /**
   * Has a client authenticate by these keys from now on.
   *
   * @throws Problem NOT_FOUND; FORBIDDEN for a client that may do what the caller may not: whoever
   *     chooses its keys can be it
   */
  ClientView setKeys(Caller caller, String clientId, JwkSet set) {
    ClientKeys keys = ClientKeys.of(set, "");
    if (!caller.scopes().containsAll(get(clientId).scopes())) {
      throw new Problem(
          ProblemType.FORBIDDEN, "Keys can be given only to a client whose scopes your token has.");
    }
    return equip(caller, clientId, keys);
  }

  private ClientView equip(Caller caller, String clientId, ClientKeys keys) {
    ClientView client = clients.setKeys(clientId, keys);
    ledger.append(
        new AdminEvent.ClientKeysSet(caller, clientId, new TreeSet<>(keys.thumbprints())));
    return client;
  }

  ClientView get(String clientId) {
    return clients
        .find(clientId)
        .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "No client has this id."));
  }
}
