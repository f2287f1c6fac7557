package org.quantonium.keys;

import java.util.List;

/**
 * What was done to the ring in one transaction.
 *
 * @param made keys that are new
 * @param moved keys that came into another state, with the state in which they were
 * @param rewrapped keys that were sealed anew, with the standing that they had
 */
record KeyChange(List<KeyStanding> made, List<Move> moved, List<Rewrap> rewrapped) {

  /** A key that came into another state. */
  record Move(KeyStanding from, KeyState to) {}

  /** A key that another key-encryption key seals now. */
  record Rewrap(KeyStanding from, String to) {}

  KeyChange {
    made = List.copyOf(made);
    moved = List.copyOf(moved);
    rewrapped = List.copyOf(rewrapped);
  }

  KeyChange(List<KeyStanding> made, List<Move> moved) {
    this(made, moved, List.of());
  }

  static KeyChange of(Rewrap one) {
    return new KeyChange(List.of(), List.of(), List.of(one));
  }
}
