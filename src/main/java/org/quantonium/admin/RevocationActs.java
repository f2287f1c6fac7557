package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.AdminEvent;
import org.quantonium.ledger.Ledger;
import org.quantonium.oauth.Revocation;
import org.quantonium.oauth.Revocation.Kind;
import org.quantonium.oauth.RevocationList;
import org.quantonium.problem.Problem;

/**
 * A revocation and its record in one transaction; a bean apart from {@link
 * RevocationAdministration}, which goes on when that has ended.
 */
@ApplicationScoped
@Transactional
class RevocationActs {
  @Inject private RevocationList revocations;
  @Inject private Ledger ledger;

  private final Clock clock = Clock.systemUTC();

  Revocation add(Caller caller, RevocationOrder order) {
    Kind kind = Kind.valueOf(order.kind());
    if (kind == Kind.TOKEN && order.issuedUntil() != null) {
      throw Problem.invalid("/issuedUntil", "must be left out for a single token");
    }
    Revocation added =
        revocations.add(kind, order.value() == null ? "" : order.value(), until(order));
    ledger.append(
        new AdminEvent.TokensRevoked(
            caller,
            added.id(),
            kind.name(),
            kind == Kind.TOKEN || kind == Kind.CLIENT
                ? Optional.of(added.value())
                : Optional.empty(),
            added.issuedUntil().toEpochMilli()));
    return added;
  }

  private Instant until(RevocationOrder order) {
    try {
      return order.issuedUntil() == null ? clock.instant() : Instant.parse(order.issuedUntil());
    } catch (DateTimeParseException e) {
      throw Problem.invalid("/issuedUntil", "is no time that there is");
    }
  }
}
