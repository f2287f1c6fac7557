package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.quantonium.identity.Caller;
import org.quantonium.keys.KeyRing;
import org.quantonium.ledger.AdminEvent;
import org.quantonium.ledger.Ledger;

/**
 * What an administrator does to keys, each in one transaction with its entries in the ledger.
 *
 * <p>A bean apart from {@link KeyAdministration}, since a transaction begins and ends only where a
 * call passes from one bean to another.
 */
@ApplicationScoped
@Transactional
class KeyActs {
  @Inject private KeyRing keys;
  @Inject private Ledger ledger;

  void rotate(Caller caller, String purpose) {
    keys.rotate(purpose);
    ledger.append(new AdminEvent.KeyRotated(caller, purpose));
  }

  void revoke(Caller caller, String kid) {
    if (keys.revoke(kid)) {
      ledger.append(new AdminEvent.KeyRevoked(caller, kid));
    }
  }
}
