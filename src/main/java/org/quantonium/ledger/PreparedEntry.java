package org.quantonium.ledger;

/** An entry that is made and not written; {@link Ledger#write} writes it. */
public final class PreparedEntry {
  private final PendingEntry row;

  PreparedEntry(PendingEntry row) {
    this.row = row;
  }

  PendingEntry row() {
    return row;
  }
}
