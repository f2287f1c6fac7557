package org.quantonium.keys;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quantonium.secrets.SecretBytes;

/**
 * Seals keys anew under the key-encryption key of now. Each is a transaction of its own, so that a
 * node that dies has done what it has done, and any other goes on.
 */
final class Rewrapping {
  private static final Logger LOG = Logger.getLogger(Rewrapping.class.getName());

  private final Keks keks;
  private final KeyTransactions transactions;

  /** Those that do not open: once told, left alone until the next start. */
  private final Set<String> stuck = new HashSet<>();

  Rewrapping(Keks keks, KeyTransactions transactions) {
    this.keks = keks;
    this.transactions = transactions;
  }

  /** Whether {@link #run} would do anything; cost: nothing to speak of. */
  boolean isDue(List<KeyStanding> ring) {
    return ring.stream().anyMatch(this::isDue);
  }

  private boolean isDue(KeyStanding key) {
    return keks.isToSealAnew(key) && !stuck.contains(key.kid());
  }

  /** Seals anew what is due of these. What another node did meanwhile is left as it is. */
  void run(List<StoredKey> rows) {
    for (StoredKey row : rows) {
      if (isDue(row.standing)) {
        try {
          SecretBytes secret = keks.open(row);
          String to = keks.current().id();
          byte[] sealed = keks.current().seal(row.kid(), row.algorithm(), secret);
          transactions.inOne(table -> table.rewrap(row.standing, to, sealed));
        } catch (Overtaken e) {
          LOG.log(Level.FINE, "Another node was first", e);
        } catch (Envelope.UnsealException e) {
          stuck.add(row.kid());
          LOG.log(
              Level.SEVERE,
              "A key is not sealed anew, and needs the key-encryption key of before",
              e);
        }
      }
    }
  }

  /** Tells that nothing needs the key of before any more. */
  void tellIfDone(List<KeyStanding> ring) {
    if (keks.previous().isPresent() && keks.view(ring).remaining() == 0) {
      LOG.info(
          () ->
              "Every key is sealed under the key-encryption key "
                  + keks.current().id()
                  + ". When that is so on each node, take "
                  + keks.previous().get().id()
                  + " (quantonium.kek.previous, or the file kek-previous) away from all of them;"
                  + " it still opens backups of the database of before");
    }
  }
}
