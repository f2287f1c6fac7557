package org.quantonium.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.Hashes;
import org.quantonium.merkle.Proofs;
import org.quantonium.merkle.VerifierKey;

/**
 * Whether a node may serve with this database: only if its ledger continues what the node vouched
 * for, or what an operator vouches for now.
 */
final class StartCheck {
  private final Connection connection;
  private final Anchor anchor;
  private final VerifierKey key;
  private final long newest;

  /**
   * @param newest how many of the newest entries are hashed again
   */
  StartCheck(Connection connection, Anchor anchor, VerifierKey key, long newest) {
    this.connection = connection;
    this.anchor = anchor;
    this.key = key;
    this.newest = newest;
  }

  /**
   * Checks the database against the anchor and against itself.
   *
   * @param supplied a signed checkpoint that an operator put there: what it says is vouched for
   *     from now on, whatever the anchor said
   * @return that checkpoint, if there was one; the caller records it and anchors it
   * @throws LedgerBroken if the node must not serve; the message says what differs and what to do
   */
  Optional<Vouched> check(Optional<String> supplied) throws SQLException, IOException {
    Tables tables = new Tables(connection);
    Head head = tables.head();
    Optional<Vouched> accepted = supplied.map(this::fromOperator);
    Optional<Vouched> vouched = accepted.or(anchor::last);
    if (vouched.isEmpty() && head.size() > 0) {
      throw new LedgerBroken(
          "The ledger in the database has "
              + head.size()
              + " entries, and this node has vouched for none: its disk is new, or its anchor was"
              + " removed. Put a checkpoint that you trust (from another node's"
              + " /v1/ledger/checkpoint, an auditor, or a backup of an anchor) into the file "
              + LedgerNode.SUPPLIED
              + " of the data directory and start again");
    }
    List<String> findings = Audit.run(connection, head, newest);
    if (vouched.isPresent() && !continues(vouched.get().checkpoint(), head, tables)) {
      throw new LedgerBroken(
          difference(vouched.get().checkpoint(), head, tables)
              + sentences(findings)
              + ". Stop every node and see docs/INCIDENTS.md. If you restored a backup: put its"
              + " newest checkpoint into the file "
              + LedgerNode.SUPPLIED
              + " of the data directory; that it was accepted will be recorded");
    }
    if (!findings.isEmpty()) {
      throw new LedgerBroken(
          "The ledger was tampered with in the database"
              + sentences(findings)
              + ". Stop every node and see docs/INCIDENTS.md");
    }
    return accepted;
  }

  private Vouched fromOperator(String text) {
    try {
      // Database clients and anchors end it with a line more.
      return Vouched.parse(text.stripTrailing() + "\n", key);
    } catch (LedgerBroken e) {
      throw new LedgerBroken(
          "The checkpoint in the file " + LedgerNode.SUPPLIED + " is not taken: " + e.getMessage());
    }
  }

  private static String sentences(List<String> findings) {
    return findings.isEmpty() ? "" : ": " + String.join("; ", findings);
  }

  private static boolean continues(Checkpoint vouched, Head head, Tables tables) {
    if (vouched.size() > head.size()) {
      return false;
    }
    try {
      return Arrays.equals(root(vouched.size(), tables), vouched.root());
    } catch (LedgerBroken missing) {
      return false;
    }
  }

  private static byte[] root(long size, Tables tables) {
    return size == 0 ? Hashes.emptyRoot() : Proofs.root(size, TilesOf.tree(size, tables));
  }

  private String difference(Checkpoint vouched, Head head, Tables tables) throws IOException {
    if (vouched.size() > head.size()) {
      return "The ledger was rolled back: entries "
          + head.size()
          + " to "
          + (vouched.size() - 1)
          + ", which were vouched for, are not in the database";
    }
    long same = 0;
    for (Vouched older : anchor.all()) {
      Checkpoint checkpoint = older.checkpoint();
      if (checkpoint.size() > same
          && checkpoint.size() < vouched.size()
          && continues(checkpoint, head, tables)) {
        same = checkpoint.size();
      }
    }
    return "The ledger was rewritten: its first "
        + vouched.size()
        + " entries are not those that were vouched for; the first "
        + same
        + " still are, so the change lies in entries "
        + same
        + " to "
        + (vouched.size() - 1);
  }
}
