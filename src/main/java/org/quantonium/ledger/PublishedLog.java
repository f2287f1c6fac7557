package org.quantonium.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.quantonium.merkle.EntryBundle;
import org.quantonium.merkle.Proofs;
import org.quantonium.merkle.Tile;
import org.quantonium.merkle.TilePath;
import org.quantonium.merkle.TlogProof;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** What the newest checkpoint of this node covers: tiles, bundles, proofs. Nothing else is told. */
@ApplicationScoped
class PublishedLog {
  private static final Logger LOG = Logger.getLogger(PublishedLog.class.getName());

  @Inject private LedgerState state;

  @Resource(lookup = "java:app/jdbc/quantonium")
  private DataSource database;

  /**
   * The newest checkpoint.
   *
   * @throws Problem UNAVAILABLE before there is one
   */
  Vouched checkpoint() {
    return state
        .published()
        .orElseThrow(
            () ->
                new Problem(ProblemType.UNAVAILABLE, "No checkpoint was published yet; try again.")
                    .retryAfterSeconds(1));
  }

  long size() {
    return checkpoint().checkpoint().size();
  }

  /**
   * A hash tile.
   *
   * @throws Problem NOT_FOUND if the checkpoint does not cover it
   */
  byte[] tile(Tile tile) {
    long covered = size() >>> (8 * tile.level());
    covers(covered, tile.index(), tile.width());
    return read(connection -> new Tables(connection).tile(tile));
  }

  /**
   * For what is to be recorded before it is read.
   *
   * @throws Problem NOT_FOUND if the checkpoint does not cover that bundle
   */
  void refuseUncovered(TilePath bundle) {
    covers(size(), bundle.index(), bundle.width());
  }

  /**
   * The entries of a bundle.
   *
   * @param width 1 to 256
   * @throws Problem NOT_FOUND if the checkpoint does not cover it
   */
  byte[] bundle(long index, int width) {
    covers(size(), index, width);
    return new EntryBundle(entries(index * Tile.WIDTH, width)).encode();
  }

  /** Without multiplying an index, which may be of any size. */
  private static void covers(long hashes, long tile, int width) {
    if (hashes < width || tile > (hashes - width) / Tile.WIDTH) {
      throw uncovered();
    }
  }

  private static Problem uncovered() {
    return new Problem(
        ProblemType.NOT_FOUND, "The newest checkpoint does not cover it: ask for that first.");
  }

  /** The bytes of entries in a row. */
  List<byte[]> entries(long first, int count) {
    return read(connection -> entries(connection, first, count));
  }

  private static List<byte[]> entries(Connection connection, long first, int count)
      throws SQLException {
    List<byte[]> entries = new ArrayList<>(count);
    try (PreparedStatement query =
        connection.prepareStatement(
            "select entry from ledger_entry where entry_index >= ? and entry_index < ?"
                + " order by entry_index")) {
      query.setLong(1, first);
      query.setLong(2, first + count);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          entries.add(row.getBytes(1));
        }
      }
    }
    if (entries.size() != count) {
      throw new LedgerBroken(
          "Of the " + count + " entries from " + first + " on " + entries.size() + " are there");
    }
    return entries;
  }

  /**
   * The proof that an entry is in the tree, with the entry itself as its extra data.
   *
   * <p>Cost: a few tiles, one for each power of 256 in the size and each level's edge; the entry.
   *
   * @throws Problem NOT_FOUND if the checkpoint does not cover it
   */
  TlogProof proof(long index) {
    Vouched vouched = checkpoint();
    long size = vouched.checkpoint().size();
    if (index >= size) {
      throw uncovered();
    }
    return read(
        connection ->
            new TlogProof(
                entries(connection, index, 1).get(0),
                index,
                Proofs.inclusion(index, size, TilesOf.tree(size, new Tables(connection))),
                vouched.note()));
  }

  /** The proof for an entry that an act left behind; empty while it is not complete. */
  Optional<TlogProof> proof(String entryId) {
    OptionalLong index = read(connection -> new Tables(connection).indexOf(entryId));
    return index.isPresent() && state.published().isPresent() && index.getAsLong() < size()
        ? Optional.of(proof(index.getAsLong()))
        : Optional.empty();
  }

  /** A question to the database. */
  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T read(Question<T> question) {
    try (Connection connection = database.getConnection()) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("The database did not answer", e);
    } catch (LedgerBroken e) {
      LOG.log(Level.SEVERE, "The ledger is broken, and nothing is recorded any more", e);
      state.become(LedgerState.Condition.BROKEN);
      throw new Problem(
          ProblemType.UNAVAILABLE,
          "The database does not hold what was vouched for; the operator must look.",
          e);
    }
  }
}
