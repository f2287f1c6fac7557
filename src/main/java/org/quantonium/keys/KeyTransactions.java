package org.quantonium.keys;

import java.util.function.Function;

/** What the ring needs to change the table of keys. */
interface KeyTransactions {
  /**
   * Does something in one transaction: in the one that there is, if there is one.
   *
   * @throws Overtaken if another node was first; nothing is done then
   */
  KeyChange inOne(Function<KeyTable, KeyChange> act);
}
