package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.quantonium.identity.Caller;
import org.quantonium.oauth.RevocationList;
import org.quantonium.problem.Problem;

/** Revokes tokens: here at once, and on every node within 5 seconds. */
@ApplicationScoped
class RevocationAdministration {
  @Inject private RevocationActs acts;
  @Inject private RevocationList revocations;

  RevocationViews list() {
    return new RevocationViews(revocations.list().stream().map(RevocationView::of).toList());
  }

  /**
   * Revokes.
   *
   * @throws Problem INVALID_REQUEST if the value or the time does not suit
   */
  RevocationView add(Caller caller, RevocationOrder order) {
    RevocationView added = RevocationView.of(acts.add(caller, order));
    revocations.tend();
    return added;
  }
}
