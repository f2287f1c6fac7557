package org.quantonium.ledger;

import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.SignedNote;
import org.quantonium.merkle.VerifierKey;

/** A checkpoint that carries this log's signature. */
record Vouched(SignedNote note, Checkpoint checkpoint) {

  /**
   * Reads a signed checkpoint of this log.
   *
   * @throws LedgerBroken if it is malformed, of another log, or not signed by its key
   */
  static Vouched parse(String text, VerifierKey key) {
    try {
      SignedNote note = SignedNote.parse(text);
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      if (!checkpoint.origin().equals(key.name())) {
        throw new LedgerBroken(
            "it is of the log " + checkpoint.origin() + ", and this one is " + key.name());
      }
      if (!note.signedBy(key)) {
        throw new LedgerBroken("its signature is not of this ledger's key " + key);
      }
      return new Vouched(note, checkpoint);
    } catch (IllegalArgumentException e) {
      throw new LedgerBroken("it is not a signed checkpoint: " + e.getMessage());
    }
  }
}
