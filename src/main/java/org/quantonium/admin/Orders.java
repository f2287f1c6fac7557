package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.quantonium.idempotency.Claim;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.Caller;
import org.quantonium.oauth.ClientView;
import org.quantonium.oauth.RevocationList;

/**
 * Orders of administrators, each answered once under its Idempotency-Key; what they revoke is
 * refused here at once, and on every node within 5 seconds.
 */
@ApplicationScoped
class Orders {
  @Inject private FourEyes fourEyes;
  @Inject private ClientActs acts;
  @Inject private RevocationList revocations;
  @Inject private Idempotency idempotency;

  private record Confirmation(String approval) {}

  Answer give(Caller caller, Operation operation, Order order, List<String> key) {
    return once(
        caller,
        key,
        operation + " " + order.target(),
        (Record) order,
        claim -> fourEyes.order(caller, operation, order, claim));
  }

  Answer confirm(Caller caller, String id, List<String> key) {
    return once(
        caller, key, "CONFIRM", new Confirmation(id), claim -> fourEyes.confirm(caller, id, claim));
  }

  ClientView disable(Caller caller, String clientId) {
    ClientView disabled = acts.disable(caller, clientId);
    revocations.tend();
    return disabled;
  }

  private Answer once(
      Caller caller,
      List<String> key,
      String operation,
      Record request,
      Function<Claim, Answer> act) {
    Claim claim = idempotency.claim(caller, key, operation, request);
    try {
      Answer answer = claim.earlier().map(Answer::read).orElseGet(() -> act.apply(claim));
      revocations.tend();
      return answer;
    } finally {
      idempotency.release(claim);
    }
  }
}
