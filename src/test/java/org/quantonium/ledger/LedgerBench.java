package org.quantonium.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.quantonium.merkle.Proofs;
import org.quantonium.storage.Migrations;

/**
 * What a record costs: 32 clients that append to the ledger of two nodes, beside the same clients
 * that insert plain rows of the same bytes, in turns, on one real PostgreSQL with its fsync on; the
 * sequencer alone; and the proof of an entry in a log of a million.
 *
 * <p>The command is in docs/PROOF.md. Argument: seconds for each turn.
 */
final class LedgerBench {
  private static final int CLIENTS = 32;
  private static final int TURNS = 7;
  private static final int MILLION = 1_000_000;
  private static final int PERIOD_MILLIS = 200;
  private static final String PLAIN = TestLog.INSERT.replace("ledger_pending", "plain_row");

  private final DataSource database;
  private final List<TestLog> nodes;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private LedgerBench(DataSource database, List<TestLog> nodes) {
    this.database = database;
    this.nodes = nodes;
  }

  public static void main(String[] arguments) throws Exception {
    int seconds = Integer.parseInt(arguments[0]);
    Path directory = Files.createTempDirectory("ledger-bench");
    try (PostgreSql server = PostgreSql.start(directory.resolve("postgresql"))) {
      DataSource database = server.create("ledger");
      Migrations.run(database);
      try (TestLog first = TestLog.on(database, directory.resolve("first"), "secret");
          TestLog second = TestLog.on(database, directory.resolve("second"), "secret")) {
        LedgerBench bench = new LedgerBench(database, List.of(first, second));
        first.execute(
            "create table plain_row (like ledger_pending including defaults including indexes)");
        bench.turns(seconds);
        bench.sequencerAlone(200_000);
        bench.proofs();
        bench.threads.shutdown();
      }
    }
    System.exit(0);
  }

  /** Plain, audited, plain, audited, ...: whatever else the machine does hits both. */
  private void turns(int seconds) throws Exception {
    double[] ratios = new double[TURNS];
    double[] plainRates = new double[TURNS];
    double[] auditedRates = new double[TURNS];
    turn(PLAIN, seconds);
    audited(seconds);
    for (int turn = 0; turn < TURNS; turn++) {
      plainRates[turn] = turn(PLAIN, seconds) / (double) seconds;
      auditedRates[turn] = audited(seconds);
      ratios[turn] = auditedRates[turn] / plainRates[turn];
      say("turn %d: plain %.0f/s, audited %.0f/s", turn, plainRates[turn], auditedRates[turn]);
    }
    say(
        "medians of %d turns: plain %.0f/s, audited %.0f/s, ratio %.3f (lowest %.3f)",
        TURNS,
        median(plainRates),
        median(auditedRates),
        median(ratios),
        Arrays.stream(ratios).min().orElseThrow());
    List<String> ids = nodes.get(0).ids();
    if (new HashSet<>(ids).size() != nodes.get(0).head().size()) {
      throw new IllegalStateException("The log has gaps");
    }
    nodes.get(0).start(Optional.empty());
    say("%d entries: gap-free, audited whole", ids.size());
  }

  private double audited(int seconds) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong mostPending = new AtomicLong();
    List<Future<?>> workers = new ArrayList<>();
    for (TestLog node : nodes) {
      workers.add(
          threads.submit(
              () -> {
                while (!over.get()) {
                  node.publisher.publishWhatWaits(node.sequencer);
                  Thread.sleep(PERIOD_MILLIS);
                }
                return null;
              }));
    }
    // Counting costs: once a second, not more.
    workers.add(
        threads.submit(
            () -> {
              while (!over.get()) {
                Thread.sleep(1_000);
                mostPending.accumulateAndGet(pending(), Math::max);
              }
              return null;
            }));
    long start = System.nanoTime();
    long appended = turn(TestLog.INSERT, seconds);
    long left = pending();
    while (pending() > 0) {
      Thread.sleep(100);
    }
    double drained = (System.nanoTime() - start) / 1e9;
    over.set(true);
    for (Future<?> worker : workers) {
      worker.get();
    }
    nodes.get(0).work();
    say(
        "  %.0f/s until all had an index; at most %d pending, %d at the end of the turn",
        appended / drained, mostPending.get(), left);
    return appended / (double) seconds;
  }

  private long pending() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement count =
            connection.prepareStatement("select count(*) from ledger_pending");
        var row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Both kinds make the same entry: canonical JSON, salts, commitments, leaf hash and MAC. */
  private long turn(String sql, int seconds) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Callable<Long>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      TestLog node = nodes.get(i % nodes.size());
      clients.add(
          () -> {
            long count = 0;
            try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
              while (System.nanoTime() < end) {
                node.set(insert, node.entry("somebody"));
                insert.executeUpdate();
                count++;
              }
            }
            return count;
          });
    }
    long total = 0;
    for (Future<Long> client : threads.invokeAll(clients)) {
      total += client.get();
    }
    return total;
  }

  private void sequencerAlone(int count) throws Exception {
    fill(count);
    long start = System.nanoTime();
    nodes.get(0).work();
    double seconds = (System.nanoTime() - start) / 1e9;
    say("sequencer alone, checkpoints signed and anchored: %.0f entries/s", count / seconds);
  }

  private void fill(int count) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(TestLog.INSERT)) {
      for (int i = 1; i <= count; i++) {
        nodes.get(0).set(insert, nodes.get(0).entry("somebody"));
        insert.addBatch();
        if (i % 1_000 == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private void proofs() throws SQLException, IOException {
    long have = nodes.get(0).head().size();
    if (have < MILLION) {
      fill((int) (MILLION - have));
      nodes.get(0).work();
    }
    Head head = nodes.get(0).head();
    SplittableRandom random = new SplittableRandom(1);
    double[] millis = new double[2_000];
    try (Connection connection = database.getConnection()) {
      Tables tables = new Tables(connection);
      for (int i = 0; i < millis.length; i++) {
        long index = random.nextLong(head.size());
        byte[] leaf = TilesOf.tree(head.size(), tables).hash(0, index);
        long start = System.nanoTime();
        List<byte[]> proof =
            Proofs.inclusion(index, head.size(), TilesOf.tree(head.size(), tables));
        millis[i] = (System.nanoTime() - start) / 1e6;
        if (!Proofs.verifyInclusion(leaf, index, head.size(), proof, head.root())) {
          throw new IllegalStateException("The proof does not hold");
        }
      }
    }
    Arrays.sort(millis);
    say(
        "proof of an entry among %d: median %.2f ms, p99 %.2f ms",
        head.size(), millis[1_000], millis[1_980]);
    long start = System.nanoTime();
    nodes.get(0).start(Optional.empty());
    say("every entry audited again at start: %.1f s", (System.nanoTime() - start) / 1e9);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
