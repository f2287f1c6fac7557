package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.HashReader;
import org.quantonium.merkle.Proofs;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;

/**
 * A process that appends, sequences and publishes is killed at random moments: whatever it
 * acknowledged is there, once, and whatever it signed still holds.
 */
@Tag("apart")
class KilledLedgerIT {
  private static final int ROUNDS = Boolean.getBoolean("proof") ? 50 : 5;
  private static final int WRITERS = 4;
  private static final int ENTRIES = 3;

  /** What stands before an id that the writer tells; either is as long. */
  private static final String ACKNOWLEDGED = "+";

  private static final String TAKEN_BACK = "-";

  @TempDir private Path directory;

  @Test
  void loses_nothing_on_the_embedded_database() throws Exception {
    String data = directory.resolve("data").toString();
    Migrations.run(database(data));
    // Closed between rounds: the process that is killed has the file.
    rounds(data);
  }

  @Test
  void loses_nothing_on_postgresql() throws Exception {
    try (PostgreSql server = PostgreSql.start(directory.resolve("postgresql"))) {
      Migrations.run(server.create("ledger"));
      rounds(server.url("ledger") + "?user=postgres");
    }
  }

  private void rounds(String target) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    Set<String> acknowledged = new HashSet<>();
    Set<String> takenBack = new HashSet<>();
    List<Checkpoint> signed = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (String line : killedWriter(target, random)) {
        (line.startsWith(TAKEN_BACK) ? takenBack : acknowledged)
            .add(line.substring(TAKEN_BACK.length()));
      }
      DataSource database = database(target);
      try (Connection keptOpen = database.getConnection();
          TestLog log = TestLog.on(database, directory.resolve("anchor"), "secret")) {
        assertThat(log.start(Optional.empty())).isEmpty();
        log.work();
        List<String> ids = log.ids();
        assertThat(ids).as("round %d", round).doesNotHaveDuplicates();
        assertThat(ids).as("round %d", round).containsAll(acknowledged);
        assertThat(ids).as("round %d", round).doesNotContainAnyElementsOf(takenBack);
        assertThat((long) ids.size()).isEqualTo(log.head().size());
        log.anchor.all().forEach(vouched -> signed.add(vouched.checkpoint()));
        holds(signed, log.head(), new Tables(keptOpen));
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 10);
    assertThat(takenBack).isNotEmpty();
  }

  /** Every checkpoint that was ever signed is a prefix of the tree as it is. */
  private static void holds(List<Checkpoint> signed, Head head, Tables tables) {
    HashReader hashes = TilesOf.tree(head.size(), tables);
    for (Checkpoint old : signed) {
      List<byte[]> proof = Proofs.consistency(old.size(), head.size(), hashes);
      assertThat(Proofs.verifyConsistency(old.size(), old.root(), head.size(), head.root(), proof))
          .as("checkpoint of %d in %d", old.size(), head.size())
          .isTrue();
    }
  }

  private List<String> killedWriter(String target, SplittableRandom random)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledLedgerIT.class.getName(),
                target,
                directory.resolve("anchor").toString())
            .redirectError(directory.resolve("writer.log").toFile())
            .start();
    List<String> told = new ArrayList<>();
    int enough = 20 + random.nextInt(200);
    try (BufferedReader lines = writer.inputReader(UTF_8)) {
      String line;
      while (told.size() < enough && (line = lines.readLine()) != null) {
        told.add(line);
      }
      Thread.sleep(random.nextInt(300));
      writer.toHandle().destroyForcibly();
      while ((line = lines.readLine()) != null) {
        told.add(line);
      }
    } catch (IOException cutOff) {
      // What the kill cut off acknowledges nothing.
    }
    writer.waitFor();
    told.removeIf(line -> line.length() != 37);
    return told;
  }

  private static DataSource database(String target) {
    if (target.startsWith("jdbc:")) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(target);
      return source;
    }
    return ConfiguredDataSource.embedded(new DataDirectory(target));
  }

  /** The process that is killed: where the database is, and the anchor. */
  public static void main(String[] arguments) throws Exception {
    DataSource database = database(arguments[0]);
    TestLog log = TestLog.on(database, Path.of(arguments[1]), "secret");
    log.start(Optional.empty());
    for (int i = 0; i < WRITERS; i++) {
      boolean transactions = i % 2 == 1;
      new Thread(() -> write(log, transactions)).start();
    }
    while (true) {
      log.work();
      Thread.sleep(10);
    }
  }

  /**
   * Entries one by one, or several in a transaction, which is rolled back every other time, with
   * one beside it that stays.
   */
  private static void write(TestLog log, boolean transactions) {
    try (Connection connection = log.database.getConnection();
        Connection beside = log.database.getConnection()) {
      connection.setAutoCommit(!transactions);
      for (int i = 0; true; i++) {
        List<String> ids = new ArrayList<>();
        for (int entry = 0; entry < (transactions ? ENTRIES : 1); entry++) {
          ids.add(log.append(connection, "x"));
        }
        if (transactions) {
          tell(ACKNOWLEDGED, List.of(log.append(beside, "x")));
          if (i % 2 == 1) {
            connection.rollback();
            tell(TAKEN_BACK, ids);
            continue;
          }
          connection.commit();
        }
        tell(ACKNOWLEDGED, ids);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void tell(String what, List<String> ids) {
    synchronized (KilledLedgerIT.class) {
      ids.forEach(id -> System.out.println(what + id));
      System.out.flush();
    }
  }
}
