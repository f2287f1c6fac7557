package org.quantonium.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.quantonium.identity.Caller;
import org.quantonium.keys.KeyRing;
import org.quantonium.keys.Overtaken;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Changes keys, in force here at once and on every node within 5 seconds. What another node undid
 * is done again, in another transaction.
 */
@ApplicationScoped
class KeyAdministration {
  private static final int ATTEMPTS = 5;

  @Inject private KeyActs acts;
  @Inject private KeyRing keys;

  KeyList list() {
    keys.refresh();
    return new KeyList(keys.list(), keys.keyEncryption());
  }

  /**
   * The next key takes the place of the ACTIVE one.
   *
   * @throws Problem CONFLICT if it cannot yet
   */
  KeyList rotate(Caller caller, KeyRotation rotation) {
    patiently(() -> acts.rotate(caller, rotation.purpose()));
    return list();
  }

  /**
   * Revokes a key; nothing is recorded where nothing changes.
   *
   * @throws Problem NOT_FOUND, or CONFLICT for a key whose loss would be ours
   */
  KeyList revoke(Caller caller, String kid) {
    patiently(() -> acts.revoke(caller, kid));
    return list();
  }

  private static void patiently(Runnable act) {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (isDone(act)) {
        return;
      }
    }
    throw new Problem(ProblemType.CONFLICT, "Other nodes change the keys all the time; try again.")
        .retryAfterSeconds(1);
  }

  private static boolean isDone(Runnable act) {
    try {
      act.run();
      return true;
    } catch (Overtaken byAnotherNode) {
      return false;
    }
  }
}
