package org.quantonium.keys;

import java.util.List;

/**
 * What was done to the ring in one transaction.
 *
 * @param made keys that are new
 * @param moved keys that came into another state, with the state in which they were
 */
record KeyChange(List<KeyStanding> made, List<Move> moved) {

  /** A key that came into another state. */
  record Move(KeyStanding from, KeyState to) {}

  KeyChange {
    made = List.copyOf(made);
    moved = List.copyOf(moved);
  }
}
