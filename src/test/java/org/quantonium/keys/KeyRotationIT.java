package org.quantonium.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.ledger.PostgreSql;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Sql;

/** Several nodes change the keys of one real PostgreSQL. */
@Tag("apart")
class KeyRotationIT {
  private static final boolean PROOF = Boolean.getBoolean("proof");
  private static final int ROUNDS = PROOF ? 200 : 20;
  private static final Duration RUN = PROOF ? Duration.ofMinutes(2) : Duration.ofSeconds(13);
  private static final int CLIENTS = 32;

  private static final TokenPolicy TOKENS =
      new TokenPolicy("https://issuer.test", "a", Duration.ofSeconds(2), Duration.ZERO);

  /** Keys change every 5 seconds; others keep what is published for one. */
  private static final KeyPolicy EVERY_5_SECONDS =
      new KeyPolicy(
          TokenAlgorithm.ES256,
          Duration.ofSeconds(5),
          Duration.ofSeconds(4),
          Duration.ofSeconds(6),
          Duration.ofSeconds(1));

  @TempDir private static Path directory;
  private static PostgreSql server;

  @BeforeAll
  static void start() throws Exception {
    server = PostgreSql.start(directory.resolve("postgresql"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static List<KeyNode> nodes(
      String name, int count, KeyPolicy policy, UnaryOperator<Sql> around) throws Exception {
    DataSource database = server.create(name);
    Migrations.run(database);
    List<KeyNode> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(new KeyNode(database, directory.resolve(name), policy, TOKENS, around));
    }
    return nodes;
  }

  /** Both have read the table when either begins to write. */
  @Test
  void two_nodes_that_rotate_in_the_same_instant_have_one_active_key() throws Exception {
    AtomicBoolean together = new AtomicBoolean();
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    KeyPolicy byHand =
        new KeyPolicy(
            TokenAlgorithm.ES256, Duration.ZERO, Duration.ZERO, Duration.ofHours(1), Duration.ZERO);
    List<KeyNode> nodes =
        nodes("together", 2, byHand, sql -> together.get() ? held(sql, bothHaveRead) : sql);
    nodes.get(0).ring.tend();
    together.set(true);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<Boolean>> both = new ArrayList<>();
      nodes.forEach(node -> both.add(() -> rotates(node)));
      int winners = 0;
      for (Future<Boolean> won : threads.invokeAll(both)) {
        winners += won.get() ? 1 : 0;
      }

      assertThat(winners).isEqualTo(1);
      for (KeyNode node : nodes) {
        node.ring.refresh();
        assertThat(node.states("ACTIVE")).hasSize(1);
        assertThat(node.states("PRE_PUBLISHED")).hasSize(1);
        assertThat(node.states("GRACE")).hasSize(round + 1);
      }
      assertThat(nodes.get(0).ring.list()).isEqualTo(nodes.get(1).ring.list());
      assertThat(nodes.get(1).verify(nodes.get(0).token()).keyId())
          .isEqualTo(nodes.get(1).states("ACTIVE").get(0));
    }
    threads.shutdown();
  }

  private static boolean rotates(KeyNode node) {
    try {
      node.ring.rotate(Purpose.TOKEN_SIGNING.name());
      return true;
    } catch (Overtaken e) {
      return false;
    }
  }

  /** Waits before the first change of a transaction. */
  private static Sql held(Sql sql, CyclicBarrier barrier) {
    return new Sql() {
      private boolean passed;

      @Override
      public int update(String statement, Object... values) {
        if (!passed) {
          passed = true;
          try {
            barrier.await(1, TimeUnit.MINUTES);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
          }
        }
        return sql.update(statement, values);
      }

      @Override
      public List<Object[]> rows(String query, Object... values) {
        return sql.rows(query, values);
      }
    };
  }

  @Test
  void no_request_of_32_clients_fails_because_keys_change_on_three_nodes() throws Exception {
    List<KeyNode> nodes = nodes("clients", 3, EVERY_5_SECONDS, sql -> sql);
    RotationTraffic traffic = new RotationTraffic(nodes, EVERY_5_SECONDS);
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> working = new ArrayList<>();
    for (KeyNode node : nodes) {
      working.add(threads.submit(() -> traffic.tend(node)));
    }
    for (int i = 0; i < CLIENTS; i++) {
      working.add(threads.submit(traffic::client));
    }
    working.add(threads.submit(traffic::attacker));
    long end = System.nanoTime() + RUN.toNanos();
    // Half of the time, so that rotations follow.
    Thread.sleep(RUN.toMillis() / 2);
    traffic.revoke(nodes.get(0));
    while (System.nanoTime() < end || nodes.get(0).states("RETIRED").size() < 1) {
      Thread.sleep(100);
      assertThat(System.nanoTime() - end).as("nanoseconds late").isLessThan(60_000_000_000L);
    }
    traffic.over.set(true);
    for (Future<?> one : working) {
      one.get();
    }
    threads.shutdown();

    assertThat(traffic.failures).isEmpty();
    assertThat(traffic.accepted.get()).isGreaterThan(CLIENTS * RUN.toSeconds());
    assertThat(traffic.refusedRightly.get()).isPositive();
    System.out.println(
        "FIGURES "
            + traffic.accepted
            + " verifications of good tokens, "
            + traffic.refusedRightly
            + " refusals of keys out of force, "
            + traffic.seen.size()
            + " keys that signed");
  }
}
