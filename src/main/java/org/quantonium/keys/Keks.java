package org.quantonium.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantonium.secrets.SecretBytes;

/**
 * The key-encryption keys of this node: the one that seals, and while they change the one that
 * follows or the one that was before.
 *
 * @param next opens what nodes have sealed that have gone over to it
 * @param previous opens what is to be sealed anew
 */
record Keks(Kek current, Optional<Kek> next, Optional<Kek> previous) {

  /**
   * Checks them.
   *
   * @throws IllegalStateException if they are no two keys of one change
   */
  Keks {
    if (next.isPresent() && previous.isPresent()) {
      throw new IllegalStateException(
          "quantonium.kek.next and quantonium.kek.previous are both set: one change at a time, so"
              + " take one of them away");
    }
    refuseSame(current, next, "quantonium.kek.next");
    refuseSame(current, previous, "quantonium.kek.previous");
  }

  private static void refuseSame(Kek current, Optional<Kek> other, String setting) {
    if (other.filter(current::isSameAs).isPresent()) {
      throw new IllegalStateException(
          "quantonium.kek and "
              + setting
              + " are the same key: take the second away, or put the other key in its place");
    }
  }

  static Keks of(Kek current) {
    return new Keks(current, Optional.empty(), Optional.empty());
  }

  /**
   * Opens a key with that of ours which sealed it.
   *
   * @throws Envelope.UnsealException if none of ours did, or the row was altered
   */
  SecretBytes open(StoredKey row) throws Envelope.UnsealException {
    String sealedUnder = row.standing.sealedUnder();
    for (Kek kek : all()) {
      if (kek.id().equals(sealedUnder)) {
        return kek.open(row);
      }
    }
    if (!sealedUnder.isEmpty()) {
      throw new Envelope.UnsealException(
          "The key "
              + row.kid()
              + " does not open: it is sealed under the key-encryption key "
              + sealedUnder
              + ", and this node has "
              + String.join(" and ", all().stream().map(Kek::id).toList())
              + ". Set quantonium.kek to that one; a node that is to go over to another has both,"
              + " one of them as quantonium.kek.previous");
    }
    // Of before rows said it: AES-GCM tells a wrong key as surely.
    for (Kek kek : all()) {
      try {
        return kek.open(row);
      } catch (Envelope.UnsealException another) {
        // The last one's failure is told.
      }
    }
    return current.open(row);
  }

  private List<Kek> all() {
    List<Kek> all = new ArrayList<>(List.of(current));
    next.ifPresent(all::add);
    previous.ifPresent(all::add);
    return all;
  }

  /** Whether a key is to be sealed anew by this node. */
  boolean isToSealAnew(KeyStanding key) {
    return key.sealedUnder().isEmpty()
        || previous.filter(kek -> kek.id().equals(key.sealedUnder())).isPresent();
  }

  /** How this node stands with the keys that there are. */
  KekView view(List<KeyStanding> ring) {
    return new KekView(
        current.id(),
        next.map(Kek::id).orElse(null),
        previous.map(Kek::id).orElse(null),
        ring.stream().filter(key -> !key.sealedUnder().equals(current.id())).count());
  }
}
