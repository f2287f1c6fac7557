package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import org.quantonium.identity.Caller;
import org.quantonium.identity.TrustedIssuers;
import org.quantonium.ledger.AdminEvent;
import org.quantonium.ledger.Ledger;
import org.quantonium.limits.ClientLimits;
import org.quantonium.limits.Rate;
import org.quantonium.limits.RatePolicy;
import org.quantonium.oauth.Clients;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Changes the limits of clients, each in one transaction with its entry in the ledger; in force on
 * every node within 5 seconds.
 */
@ApplicationScoped
@Transactional
class LimitAdministration {
  @Inject private Clients clients;
  @Inject private TrustedIssuers issuers;
  @Inject private ClientLimits limits;
  @Inject private Ledger ledger;

  /**
   * All limits of a client, registered here or another issuer's.
   *
   * @throws Problem NOT_FOUND if there is no such client, and none of another issuer is called so
   */
  ClientLimitList list(String clientId) {
    checkClient(clientId);
    return new ClientLimitList(
        Arrays.stream(RatePolicy.values())
            .filter(RatePolicy::isPerClient)
            .map(policy -> inForce(clientId, policy))
            .toList());
  }

  ClientLimit set(Caller caller, String clientId, String policyName, LimitChange change) {
    RatePolicy policy = checked(clientId, policyName);
    limits.set(clientId, policy, new Rate(change.capacity(), change.refillPerSecond()));
    ledger.append(
        new AdminEvent.ClientLimitSet(
            caller, clientId, policy.label(), change.capacity(), change.refillPerSecond()));
    return inForce(clientId, policy);
  }

  /** Back to what all have; nothing is recorded where nothing changes. */
  ClientLimit remove(Caller caller, String clientId, String policyName) {
    RatePolicy policy = checked(clientId, policyName);
    if (limits.remove(clientId, policy)) {
      ledger.append(new AdminEvent.ClientLimitRemoved(caller, clientId, policy.label()));
    }
    return inForce(clientId, policy);
  }

  private ClientLimit inForce(String clientId, RatePolicy policy) {
    Rate rate = limits.find(clientId, policy).orElse(null);
    Rate effective = rate == null ? limits.usual(policy) : rate;
    return new ClientLimit(
        policy.label(), effective.capacity(), effective.refillPerSecond(), rate != null);
  }

  private RatePolicy checked(String clientId, String policyName) {
    checkClient(clientId);
    return Arrays.stream(RatePolicy.values())
        .filter(policy -> policy.isPerClient() && policy.label().equals(policyName))
        .findFirst()
        .orElseThrow(
            () -> new Problem(ProblemType.NOT_FOUND, "No limit of clients has this name."));
  }

  private void checkClient(String clientId) {
    if (clients.find(clientId).isEmpty() && !issuers.mayHaveClient(clientId)) {
      throw new Problem(ProblemType.NOT_FOUND, "No client has this id.");
    }
  }
}
