package org.quantonium.ledger;

/** An entry that is made and not written; {@link Ledger#write} writes it. */
public final class PreparedEntry {
  private final Entry entry;
  private final Recorded recorded;

  PreparedEntry(Entry entry, Recorded recorded) {
    this.entry = entry;
    this.recorded = recorded;
  }

  Entry entry() {
    return entry;
  }

  /** What holds of it once it is written. */
  public Recorded recorded() {
    return recorded;
  }
}
