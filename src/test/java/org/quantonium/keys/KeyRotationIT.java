package org.quantonium.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.ledger.PostgreSql;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Sql;

/** Several nodes change the keys of one real PostgreSQL. */
@Tag("serverless")
class KeyRotationIT {
  private static final boolean PROOF = Boolean.getBoolean("proof");
  private static final int ROUNDS = PROOF ? 200 : 20;
  private static final Duration RUN = PROOF ? Duration.ofMinutes(2) : Duration.ofSeconds(13);
  private static final int CLIENTS = 32;
  private static final Duration HEARD_OF = Duration.ofSeconds(5);

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
        assertThat(states(node, "ACTIVE")).hasSize(1);
        assertThat(states(node, "PRE_PUBLISHED")).hasSize(1);
        assertThat(states(node, "GRACE")).hasSize(round + 1);
      }
      assertThat(nodes.get(0).ring.list()).isEqualTo(nodes.get(1).ring.list());
      assertThat(nodes.get(1).verify(nodes.get(0).token()).keyId())
          .isEqualTo(states(nodes.get(1), "ACTIVE").get(0));
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

  private static List<String> states(KeyNode node, String state) {
    return node.ring.list().stream()
        .filter(key -> key.purpose().equals("TOKEN_SIGNING") && key.state().equals(state))
        .map(KeyView::kid)
        .toList();
  }

  @Test
  void no_request_of_32_clients_fails_because_keys_change_on_three_nodes() throws Exception {
    List<KeyNode> nodes = nodes("clients", 3, EVERY_5_SECONDS, sql -> sql);
    Show show = new Show(nodes);
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> working = new ArrayList<>();
    for (KeyNode node : nodes) {
      working.add(threads.submit(() -> show.tend(node)));
    }
    for (int i = 0; i < CLIENTS; i++) {
      working.add(threads.submit(show::client));
    }
    working.add(threads.submit(show::attacker));
    long end = System.nanoTime() + RUN.toNanos();
    // Half of the time, so that rotations follow.
    Thread.sleep(RUN.toMillis() / 2);
    show.revoke(nodes.get(0));
    while (System.nanoTime() < end || states(nodes.get(0), "RETIRED").size() < 1) {
      Thread.sleep(100);
      assertThat(System.nanoTime() - end).as("nanoseconds late").isLessThan(60_000_000_000L);
    }
    show.over.set(true);
    for (Future<?> one : working) {
      one.get();
    }
    threads.shutdown();

    assertThat(show.failures).isEmpty();
    assertThat(show.accepted.get()).isGreaterThan(CLIENTS * RUN.toSeconds());
    assertThat(show.refusedRightly.get()).isPositive();
    System.out.println(
        "FIGURES "
            + show.accepted
            + " verifications of good tokens, "
            + show.refusedRightly
            + " refusals of keys out of force, "
            + show.seen.size()
            + " keys that signed");
  }

  /** What clients, an attacker and the schedule do, and what should not have been. */
  private static final class Show {
    private final List<KeyNode> nodes;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refusedRightly = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    /** Every key that ever signed, as an attacker would have it who took it from a node. */
    private final Map<String, TokenKey> seen = new ConcurrentHashMap<>();

    /** When somebody was about to revoke it, and when it was done. */
    private final Map<String, Long> revoking = new ConcurrentHashMap<>();

    private final Map<String, Long> revoked = new ConcurrentHashMap<>();

    Show(List<KeyNode> nodes) {
      this.nodes = nodes;
    }

    Void tend(KeyNode node) throws Exception {
      while (!over.get()) {
        node.ring.tend();
        Thread.sleep(250);
      }
      return null;
    }

    void revoke(KeyNode node) {
      for (int i = 0; i < 10; i++) {
        String kid = states(node, "ACTIVE").get(0);
        revoking.put(kid, System.nanoTime());
        try {
          node.ring.revoke(kid);
          revoked.put(kid, System.nanoTime());
          node.ring.refresh();
          return;
        } catch (Overtaken again) {
          node.ring.refresh();
        }
      }
      failures.add("The key could not be revoked");
    }

    /** Gets a token of one node and uses it on every node until it expires. */
    Void client() throws Exception {
      Set<String> published = Set.of();
      long fetched = 0;
      while (!over.get()) {
        KeyNode issuer = any();
        TokenKey key = issuer.ring.tokenSigningKey();
        seen.put(key.kid(), key);
        String token = issuer.token(key);
        if (System.nanoTime() - fetched > EVERY_5_SECONDS.jwksMaxAge().toNanos()) {
          fetched = System.nanoTime();
          published = kids(any().ring.jwks());
        }
        if (!published.contains(key.kid()) && !afterARevocation()) {
          failures.add("A cache of the JWKS does not know the key of a fresh token");
        }
        boolean alive = true;
        while (alive && !over.get()) {
          for (KeyNode node : nodes) {
            alive &= use(node, token, key.kid());
          }
          Thread.sleep(ThreadLocalRandom.current().nextInt(20, 200));
        }
      }
      return null;
    }

    /** Others may keep a key for a while that was revoked, and not know the one that followed. */
    private boolean afterARevocation() {
      return revoking.values().stream()
          .anyMatch(t -> System.nanoTime() - t < EVERY_5_SECONDS.publication().toNanos());
    }

    /** False if the token is over. */
    private boolean use(KeyNode node, String token, String kid) {
      long expires = expiry(token);
      try {
        node.verify(token);
        accepted.incrementAndGet();
        if (!kids(node.ring.jwks()).contains(kid) && !revoking.containsKey(kid)) {
          failures.add("The JWKS has not the key of a token that is good");
        }
        return true;
      } catch (InvalidToken e) {
        if (System.currentTimeMillis() < expires && !revoking.containsKey(kid)) {
          failures.add("A good token was refused: " + e.getMessage());
        }
        return false;
      }
    }

    /** Signs fresh tokens with every key that it took, also with those that are over. */
    Void attacker() throws Exception {
      while (!over.get()) {
        for (TokenKey key : seen.values()) {
          for (KeyNode node : nodes) {
            attack(node, key);
          }
        }
        Thread.sleep(100);
      }
      return null;
    }

    private void attack(KeyNode node, TokenKey key) {
      long begun = System.nanoTime();
      boolean retired = states(node, "RETIRED").contains(key.kid());
      Long since = revoked.get(key.kid());
      boolean heardOf = since != null && begun - since > HEARD_OF.toNanos();
      try {
        node.verify(node.token(key));
        if (retired || heardOf) {
          failures.add("A token was accepted whose key is " + (retired ? "RETIRED" : "REVOKED"));
        }
      } catch (InvalidToken e) {
        if (retired || since != null) {
          refusedRightly.incrementAndGet();
        }
      }
    }

    private KeyNode any() {
      return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }

    private static Set<String> kids(String jwks) {
      try {
        return Set.copyOf(
            JWKSet.parse(jwks).getKeys().stream().map(key -> key.getKeyID()).toList());
      } catch (java.text.ParseException e) {
        throw new IllegalStateException(e);
      }
    }

    private static long expiry(String token) {
      try {
        return com.nimbusds.jwt.SignedJWT.parse(token)
            .getJWTClaimsSet()
            .getExpirationTime()
            .toInstant()
            .toEpochMilli();
      } catch (java.text.ParseException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
