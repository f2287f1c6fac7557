package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.TreeSet;
import org.quantonium.identity.Caller;
import org.quantonium.identity.Scopes;
import org.quantonium.ledger.AdminEvent;
import org.quantonium.ledger.Ledger;
import org.quantonium.oauth.ClientView;
import org.quantonium.oauth.Clients;
import org.quantonium.oauth.NewClient;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** Acts on clients, each in one transaction with its entry in the ledger. */
@ApplicationScoped
@Transactional
class ClientAdministration {
  @Inject private Clients clients;
  @Inject private Ledger ledger;

  /**
   * Registers a client.
   *
   * @throws Problem INVALID_REQUEST for an unknown scope, FORBIDDEN for one that the caller lacks:
   *     nobody can grant more than they have
   */
  NewClient register(Caller caller, ClientRegistration registration) {
    Set<String> scopes = new TreeSet<>(registration.scopes());
    if (!Scopes.ALL.containsAll(scopes)) {
      throw Problem.invalid(
          "/scopes", "must be of " + String.join(", ", new TreeSet<>(Scopes.ALL)));
    }
    if (!caller.scopes().containsAll(scopes)) {
      throw new Problem(
          ProblemType.FORBIDDEN, "A client can be given only scopes that your token has.");
    }
    NewClient registered = clients.register(registration.tenant(), registration.name(), scopes);
    ledger.append(
        new AdminEvent.ClientRegistered(
            caller, registered.client().clientId(), registration.tenant(), scopes));
    return registered;
  }

  ClientView get(String clientId) {
    return clients
        .find(clientId)
        .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "No client has this id."));
  }
}
