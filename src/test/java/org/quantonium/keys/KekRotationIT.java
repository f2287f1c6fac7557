package org.quantonium.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.identity.InvalidToken;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.ledger.PostgreSql;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Settings;
import org.quantonium.storage.Sql;

/** Two nodes on one real PostgreSQL go over to another key-encryption key, one after the other. */
@Tag("apart")
class KekRotationIT {
  private static final int CLIENTS = 8;
  private static final int NODES = 2;

  private static final TokenPolicy TOKENS =
      new TokenPolicy("https://issuer.test", "a", Duration.ofMinutes(1), Duration.ZERO);

  /** Keys that sign change all the time, so that there are new ones to be sealed and opened. */
  private static final KeyPolicy OFTEN =
      new KeyPolicy(
          TokenAlgorithm.ES256,
          Duration.ofMillis(500),
          Duration.ofMillis(300),
          Duration.ofHours(1),
          Duration.ZERO);

  private static final SecretBytes OLD = SecretBytes.random(32);
  private static final SecretBytes NEW = SecretBytes.random(32);

  @TempDir private static Path directory;
  private static PostgreSql server;
  private static DataSource database;

  @BeforeAll
  static void start() throws Exception {
    server = PostgreSql.start(directory.resolve("postgresql"));
    database = server.create("kek");
    Migrations.run(database);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** Three restarts of each: the next is told, it is used, the one of before is taken away. */
  @Test
  void no_token_is_refused_while_nodes_change_their_key_and_one_dies_in_the_middle()
      throws Exception {
    Nodes nodes = new Nodes();
    for (int i = 0; i < NODES; i++) {
      nodes.start(i, Map.of("", OLD), sql -> sql);
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> working = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      int node = i;
      working.add(threads.submit(() -> nodes.tend(node)));
    }
    for (int i = 0; i < CLIENTS; i++) {
      working.add(threads.submit(nodes::client));
    }
    nodes.serveSome();
    for (int i = 0; i < NODES; i++) {
      nodes.start(i, Map.of("", OLD, ".next", NEW), sql -> sql);
      nodes.serveSome();
    }
    AtomicInteger left = new AtomicInteger(3);
    nodes.start(0, Map.of("", NEW, ".previous", OLD), sql -> dying(sql, left));
    nodes.awaitTrue(() -> left.get() < 0, "It did not seal three keys anew");
    long sealed = nodes.sealedUnder(NEW);
    assertThat(sealed).isPositive().isLessThan(nodes.get(0).ring.list().size());
    // It is gone; another one begins in its place, while the second still has the old one.
    nodes.start(0, Map.of("", NEW, ".previous", OLD), sql -> sql);
    nodes.serveSome();
    nodes.start(1, Map.of("", NEW, ".previous", OLD), sql -> sql);
    nodes.awaitTrue(
        () -> nodes.get(1).ring.keyEncryption().remaining() == 0, "Not every key was sealed anew");
    for (int i = 0; i < NODES; i++) {
      nodes.start(i, Map.of("", NEW), sql -> sql);
      nodes.serveSome();
    }
    nodes.over.set(true);
    for (Future<?> one : working) {
      one.get();
    }
    threads.shutdown();

    assertThat(nodes.failures).isEmpty();
    assertThatThrownBy(() -> nodes.start(0, Map.of("", OLD), sql -> sql))
        .hasMessageContaining(new Kek(NEW).id());
    System.out.println(
        "FIGURES "
            + nodes.accepted
            + " verifications, "
            + nodes.get(0).ring.list().size()
            + " keys, each sealed anew");
  }

  /** Lets some rows be sealed anew, and then nothing any more: as if the process had ended. */
  private static Sql dying(Sql sql, AtomicInteger left) {
    return new Sql() {
      @Override
      public int update(String statement, Object... values) {
        if (statement.contains("set sealed") && left.decrementAndGet() < 0) {
          throw new IllegalStateException("killed");
        }
        return sql.update(statement, values);
      }

      @Override
      public List<Object[]> rows(String query, Object... values) {
        return sql.rows(query, values);
      }
    };
  }

  /** What clients and the schedule do, and what should not have been. */
  private static final class Nodes {
    private final AtomicReferenceArray<KeyNode> nodes = new AtomicReferenceArray<>(NODES);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong accepted = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    /** Takes the place of the node that was there, which serves until this one does. */
    void start(int place, Map<String, SecretBytes> keks, UnaryOperator<Sql> around) {
      Map<String, String> settings = new java.util.HashMap<>();
      keks.forEach(
          (name, kek) ->
              settings.put(
                  "quantonium.kek" + name, Base64.getEncoder().encodeToString(kek.expose())));
      KeyEncryptionKey source =
          new KeyEncryptionKey(
              new DataDirectory(directory.resolve("data").toString()), new Settings(settings));
      nodes.set(
          place,
          new KeyNode(database, source, OFTEN, TOKENS, new JdbcTransactions(database, around)));
    }

    KeyNode get(int place) {
      return nodes.get(place);
    }

    long sealedUnder(SecretBytes kek) {
      nodes.get(1).ring.refresh();
      return nodes.get(1).ring.list().stream()
          .filter(key -> key.sealedUnder().equals(new Kek(kek).id()))
          .count();
    }

    Void tend(int place) throws Exception {
      while (!over.get()) {
        nodes.get(place).ring.tend();
        Thread.sleep(50);
      }
      return null;
    }

    /** Tokens of either node are good on both. */
    Void client() throws Exception {
      while (!over.get()) {
        try {
          String token = any().token();
          for (int i = 0; i < NODES; i++) {
            nodes.get(i).verify(token);
            accepted.incrementAndGet();
          }
        } catch (InvalidToken | RuntimeException e) {
          failures.add(e.toString());
        }
        Thread.sleep(5);
      }
      return null;
    }

    private KeyNode any() {
      return nodes.get(ThreadLocalRandom.current().nextInt(NODES));
    }

    /** Until clients were served and a key has come, been used, and gone. */
    void serveSome() throws Exception {
      long served = accepted.get() + 100;
      int keys = nodes.get(0).ring.list().size() + 2;
      awaitTrue(
          () -> accepted.get() > served && nodes.get(0).ring.list().size() >= keys,
          "The nodes serve nobody, or change no key");
    }

    void awaitTrue(java.util.function.BooleanSupplier condition, String failure) throws Exception {
      long end = System.nanoTime() + 60_000_000_000L;
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime() - end).as(failure + " " + failures.peek()).isNegative();
        Thread.sleep(20);
      }
    }
  }
}
