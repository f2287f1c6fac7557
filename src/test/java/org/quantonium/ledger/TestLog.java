package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.VerifierKey;

/** The ledger's machinery on a database that is migrated, without a server around it. */
final class TestLog implements AutoCloseable {
  private static final String ORIGIN = "test.example/ledger";

  static final String INSERT = PendingEntries.INSERT;

  final DataSource database;
  final VerifierKey key;
  final Anchor anchor;
  final Sequencer sequencer;
  final Publisher publisher;
  private final byte[] seed;
  private final SecureRandom random = new SecureRandom();

  private TestLog(DataSource database, Path anchorFile, byte[] seed) throws IOException {
    this.database = database;
    this.seed = seed;
    this.key = key(seed);
    this.anchor = Anchor.open(anchorFile, key);
    this.sequencer = new Sequencer(database, this::mac);
    this.publisher = new Publisher(database, anchor, key, this::sign, Clock.systemUTC());
  }

  /**
   * A node's part in the log.
   *
   * @param secret from which its keys are made: nodes of one log have the same
   */
  static TestLog on(DataSource database, Path anchorFile, String secret) throws IOException {
    return new TestLog(database, anchorFile, seed(secret));
  }

  static VerifierKey key(String secret) {
    return key(seed(secret));
  }

  private static VerifierKey key(byte[] seed) {
    byte[] publicKey = new byte[32];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    return new VerifierKey(ORIGIN, publicKey);
  }

  private static byte[] seed(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] mac(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(seed, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(byte[] message) {
    byte[] signature = new byte[64];
    Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /** What an application's transaction does for an entry, by itself; gives the entry's id. */
  String append(Connection connection, String subject) throws SQLException {
    Entry entry = entry(subject);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      set(insert, entry);
      insert.executeUpdate();
    }
    return entry.entryId();
  }

  Entry entry(String subject) {
    long now = System.currentTimeMillis();
    return Entry.of(
        new AccessEvent.TokenIssued(Events.caller(subject, "client", "tenant"), Optional.empty()),
        TimeOrderedId.next(now),
        now,
        "node",
        Optional.of("192.0.2.1"),
        Optional.empty(),
        random);
  }

  /** The values of a row of {@code ledger_pending}. */
  void set(PreparedStatement insert, Entry entry) throws SQLException {
    byte[] leafHash = entry.leafHash();
    insert.setString(1, entry.entryId());
    insert.setBytes(2, entry.bytes());
    insert.setBytes(3, leafHash);
    insert.setBytes(4, mac(Pending.signed(entry.entryId(), leafHash)));
    insert.setString(5, entry.event().action().name());
    insert.setString(6, entry.event().outcome().name());
    insert.setString(7, entry.event().by().orElseThrow().clientId());
    insert.setLong(8, entry.timeMillis());
    insert.setString(9, entry.subject().orElseThrow().value());
    insert.setBytes(10, entry.subject().orElseThrow().salt());
    insert.setString(11, entry.address().orElseThrow().value());
    insert.setBytes(12, entry.address().orElseThrow().salt());
  }

  /** Appends so many entries, sequences them and publishes. */
  void grow(int count) throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      for (int i = 0; i < count; i++) {
        append(connection, "entry " + i);
      }
    }
    work();
  }

  void work() throws SQLException, IOException {
    while (sequencer.sequence() > 0) {
      publisher.publish();
    }
    publisher.publish();
  }

  Head head() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new Tables(connection).head();
    }
  }

  /** What a node does with this database and this anchor before it serves. */
  Optional<Checkpoint> start(Optional<String> supplied) throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      Optional<Vouched> accepted =
          new StartCheck(connection, anchor, key, Long.MAX_VALUE).check(supplied);
      if (accepted.isPresent()) {
        anchor.append(accepted.get());
      }
      publisher.begin();
      return accepted.map(Vouched::checkpoint);
    }
  }

  /** Ids in the order of their indexes. */
  List<String> ids() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select entry_id from ledger_entry order by entry_index")) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  int execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @Override
  public void close() throws IOException {
    anchor.close();
  }
}
