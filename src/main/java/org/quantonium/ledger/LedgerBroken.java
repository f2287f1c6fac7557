package org.quantonium.ledger;

/**
 * The database does not hold what this node vouched for. Nothing may be signed or recorded until a
 * person has looked.
 */
final class LedgerBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message says what differs, and where. */
  LedgerBroken(String message) {
    super(message);
  }
}
