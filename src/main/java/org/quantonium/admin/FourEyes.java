package org.quantonium.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.quantonium.admin.Approval.State;
import org.quantonium.idempotency.Claim;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.ApprovalEvent;
import org.quantonium.ledger.Ledger;
import org.quantonium.oauth.ClientChanges;
import org.quantonium.problem.Json;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.storage.Sql;

/**
 * Has an act done at once, or once a second administrator has confirmed it; each in one transaction
 * with its entries in the ledger, and one at a time, on whichever node.
 */
@ApplicationScoped
@Transactional
class FourEyes {
  /** More do not wait at a time. */
  static final int MOST = 100;

  private static final Duration KEPT = Duration.ofDays(1);

  @Inject private ClientActs acts;
  @Inject private ClientChanges clients;
  @Inject private ApprovalSettings settings;
  @Inject private Idempotency idempotency;
  @Inject private Ledger ledger;

  @PersistenceContext private EntityManager database;

  private final Clock clock = Clock.systemUTC();

  /**
   * Does it, or lets it wait.
   *
   * @param claim under which the same request gets the same answer
   * @throws Problem whatever refuses the act
   */
  Answer order(Caller caller, Operation operation, Order order, Claim claim) {
    Optional<Instant> inForce = clients.lock(caller);
    Answer answer;
    if (!operation.isGuarded(acts, caller, order)) {
      answer = operation.carryOut(acts, caller, order);
    } else if (isAlone(caller, operation, inForce)) {
      ledger.append(new ApprovalEvent.Waived(caller, operation.name()));
      answer = operation.carryOut(acts, caller, order);
    } else {
      answer = propose(caller, operation, order);
    }
    idempotency.answered(claim, answer.kept());
    return answer;
  }

  /** Whether nobody could confirm, and nobody ever could or the settings are content with one. */
  private boolean isAlone(Caller caller, Operation operation, Optional<Instant> inForce) {
    return (inForce.isEmpty() || settings.isAloneEnough())
        && !clients.hasOtherHolder(operation.scope(), caller.clientId());
  }

  private Answer propose(Caller caller, Operation operation, Order order) {
    Instant now = now();
    table().forget(now.minus(KEPT));
    if (table().waiting(now).size() >= MOST) {
      throw new Problem(
          ProblemType.CONFLICT, "As many acts wait for a second administrator as may; try later.");
    }
    Approval approval =
        new Approval(
            UUID.randomUUID().toString(),
            operation,
            order.target(),
            new String(Json.write(order), UTF_8),
            caller.clientId(),
            now,
            now.plus(settings.patience()),
            State.PENDING,
            Optional.empty());
    table().insert(approval);
    ledger.append(
        new ApprovalEvent.Proposed(
            caller, approval.id(), operation.name(), approval.expiresAt().toEpochMilli()));
    return Answer.accepted(approval.path(), approval);
  }

  /** Those that wait, of which this caller has the scope. */
  ApprovalList list(Caller caller) {
    List<Approval> waiting = table().waiting(now());
    return new ApprovalList(waiting.stream().filter(a -> concerns(caller, a)).toList());
  }

  /**
   * One that waits, or did within the last day.
   *
   * @throws Problem NOT_FOUND, also for one of which the caller has not the scope
   */
  Approval get(Caller caller, String id) {
    return table()
        .find(id)
        .filter(approval -> concerns(caller, approval))
        .map(approval -> approval.at(now()))
        .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "No approval has this id."));
  }

  private static boolean concerns(Caller caller, Approval approval) {
    return caller.scopes().contains(approval.operation().scope());
  }

  /**
   * Agrees, and has it done.
   *
   * @return what the act answers
   * @throws Problem FORBIDDEN if this caller is not, or not any more, a second one, CONFLICT if it
   *     waits no more or the first is no administrator any more, or whatever refuses the act now
   */
  Answer confirm(Caller caller, String id, Claim claim) {
    clients.lock(caller);
    Approval approval = get(caller, id);
    if (approval.proposedBy().equals(caller.clientId())) {
      throw new Problem(
          ProblemType.FORBIDDEN, "You proposed it; another administrator must confirm it.");
    }
    if (!clients.isTrustedSince(caller.clientId(), approval.createdAt())) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "Your client got scopes or a secret after this was proposed; have it withdrawn and"
              + " proposed again, or let another administrator confirm it.");
    }
    if (!clients.backs(approval.proposedBy(), Set.of(approval.operation().scope()))) {
      throw new Problem(
          ProblemType.CONFLICT, "Who proposed it is no administrator any more; propose it anew.");
    }
    decide(approval, State.CONFIRMED, caller);
    ledger.append(
        new ApprovalEvent.Confirmed(
            caller, id, approval.operation().name(), approval.proposedBy()));
    Answer answer =
        approval.operation().carryOut(acts, caller, approval.operation().read(approval.request()));
    idempotency.answered(claim, answer.kept());
    return answer;
  }

  /**
   * Takes it back.
   *
   * @throws Problem FORBIDDEN if another client proposed it, CONFLICT if it waits no more
   */
  Approval withdraw(Caller caller, String id) {
    Approval approval = get(caller, id);
    if (!approval.proposedBy().equals(caller.clientId())) {
      throw new Problem(
          ProblemType.FORBIDDEN, "Only who proposed it withdraws it; do not confirm it.");
    }
    decide(approval, State.WITHDRAWN, caller);
    ledger.append(new ApprovalEvent.Withdrawn(caller, id, approval.operation().name()));
    return get(caller, id);
  }

  private void decide(Approval approval, State end, Caller caller) {
    if (!table().decide(approval.id(), end, caller.clientId(), now())) {
      throw new Problem(
          ProblemType.CONFLICT,
          "It does not wait any more: it was decided, or its time is over; propose it anew.");
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private ApprovalTable table() {
    return new ApprovalTable(Sql.of(database));
  }
}
