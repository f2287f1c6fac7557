package org.quantonium.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.HashReader;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.Proofs;
import org.quantonium.merkle.SignedNote;
import org.quantonium.merkle.VerifierKey;

/**
 * Signs the tree's head, once it is proven to continue what this node vouched for; and anchors what
 * other nodes signed, once that is proven too.
 *
 * <p>Two nodes may sign the same head: the notes are equal. Used by one thread at a time.
 */
final class Publisher {
  private final DataSource database;
  private final Anchor anchor;
  private final VerifierKey key;
  private final UnaryOperator<byte[]> signer;
  private final Clock clock;

  Publisher(
      DataSource database,
      Anchor anchor,
      VerifierKey key,
      UnaryOperator<byte[]> signer,
      Clock clock) {
    this.database = database;
    this.anchor = anchor;
    this.key = key;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Anchors the empty tree where nothing is anchored yet, once the start was found good: a node
   * that is killed before its first checkpoint must know, when it comes again, that it was here.
   */
  void begin() throws IOException {
    if (anchor.last().isEmpty()) {
      Checkpoint empty = new Checkpoint(key.name(), 0, Hashes.emptyRoot());
      anchor.append(new Vouched(SignedNote.sign(empty.text(), key, signer), empty));
    }
  }

  /**
   * A node's round: sequences as long as batches are full, and publishes what there is then. What
   * comes in meanwhile waits for the next round: small batches cost nearly what full ones do.
   */
  Optional<Vouched> publishWhatWaits(Sequencer sequencer) throws SQLException, IOException {
    while (sequencer.sequence() == Sequencer.BATCH) {
      publish();
    }
    return publish();
  }

  /**
   * Brings anchor and checkpoints up to the head.
   *
   * @return what this node vouches for now; empty while the tree is
   * @throws LedgerBroken if the database's tree does not continue the anchored one
   */
  Optional<Vouched> publish() throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      Tables tables = new Tables(connection);
      Optional<Vouched> latest = tables.latestCheckpoint().map(this::fromDatabase);
      Head head = tables.head();
      long signed = latest.map(v -> v.checkpoint().size()).orElse(0L);
      long anchored = anchor.last().map(v -> v.checkpoint().size()).orElse(0L);
      if (signed > head.size() || anchored > head.size()) {
        throw new LedgerBroken(
            "The ledger has "
                + head.size()
                + " entries, and "
                + Math.max(signed, anchored)
                + " were vouched for: its tail was cut off");
      }
      if (signed > anchored) {
        prove(latest.get().checkpoint(), tables);
        anchor.append(latest.get());
      }
      if (head.size() > signed) {
        sign(head, tables);
      }
    }
    return anchor.last();
  }

  /** What this node anchored, byte for byte, it need not verify again. */
  private Vouched fromDatabase(String note) {
    Optional<Vouched> own = anchor.last().filter(last -> last.note().toString().equals(note));
    if (own.isPresent()) {
      return own.get();
    }
    try {
      return Vouched.parse(note, key);
    } catch (LedgerBroken e) {
      throw new LedgerBroken("The newest row of ledger_checkpoint was changed: " + e.getMessage());
    }
  }

  /** Anchored first: a checkpoint that anybody saw must not be denied after a restart. */
  private void sign(Head head, Tables tables) throws SQLException, IOException {
    Checkpoint checkpoint = new Checkpoint(key.name(), head.size(), head.root());
    Vouched vouched = new Vouched(SignedNote.sign(checkpoint.text(), key, signer), checkpoint);
    if (!anchor.last().map(Vouched::checkpoint).equals(Optional.of(checkpoint))) {
      prove(checkpoint, tables);
      anchor.append(vouched);
    }
    tables.insertCheckpoint(head.size(), vouched.note().toString(), clock.millis());
  }

  /**
   * Proves that a checkpoint is of the database's tree and continues the anchored one.
   *
   * @throws LedgerBroken if it does not
   */
  private void prove(Checkpoint next, Tables tables) throws SQLException {
    HashReader hashes = TilesOf.tree(next.size(), tables);
    if (!Arrays.equals(Proofs.root(next.size(), hashes), next.root())) {
      throw new LedgerBroken(
          "The tiles of the database have another root at " + next.size() + " entries");
    }
    long first = anchor.last().map(v -> v.checkpoint().size()).orElse(0L);
    byte[] root = anchor.last().map(v -> v.checkpoint().root()).orElseGet(Hashes::emptyRoot);
    List<byte[]> proof = Proofs.consistency(first, next.size(), hashes);
    if (!Proofs.verifyConsistency(first, root, next.size(), next.root(), proof)) {
      throw new LedgerBroken(
          "The ledger was rewritten: what this node vouched for at "
              + first
              + " entries is no prefix of it any more");
    }
  }
}
