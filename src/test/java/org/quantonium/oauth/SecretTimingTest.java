package org.quantonium.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quantonium.attack.Timing.TOLD_APART;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.attack.Timing;
import org.quantonium.keys.KeyRing;
import org.quantonium.keys.LoneRing;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;

/**
 * Whether the time that credentials take tells that there is a client, or how much of its secret
 * was right, to somebody who could measure within the server. The database is a real one, on disk;
 * entities are made of its rows by hand.
 */
class SecretTimingTest {
  private static final int CLIENTS = 1000;
  private static final int WARM_UP = 20_000;
  private static final String WRONG = "x".repeat(43);
  private static final String RIGHT = "r".repeat(43);

  @TempDir private static Path temporary;
  private static Connection connection;
  private static KeyRing keys;
  private static Clients clients;
  private static int statements;
  private static int rows;

  @BeforeAll
  static void open() throws SQLException {
    DataDirectory directory = new DataDirectory(temporary.resolve("data").toString());
    var database = ConfiguredDataSource.embedded(directory);
    Migrations.run(database);
    keys = LoneRing.on(database, temporary.resolve("data"));
    clients = new Clients(keys, null, database());
    connection = database.getConnection();
    connection.setAutoCommit(false);
    insert(Clients.BOOTSTRAP);
    for (int i = 0; i < CLIENTS; i++) {
      insert(known(i));
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void insert(String clientId) throws SQLException {
    String kid = keys.clientSecretKeyId();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into client (client_id, tenant, name, scopes, secret_kid, secret_mac, enabled,"
                + " created_at) values (?, 't', 'n', 'read:data', ?, ?, true, 0)")) {
      insert.setString(1, clientId);
      insert.setString(2, kid);
      insert.setBytes(
          3, keys.clientSecretMac(kid, clientId, SecretBytes.copyOf(RIGHT.getBytes(US_ASCII))));
      insert.executeUpdate();
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static String known(int i) {
    return "c-" + UUID.nameUUIDFromBytes(("known" + i).getBytes(US_ASCII));
  }

  private static String unknown(int i) {
    return "c-" + UUID.nameUUIDFromBytes(("unknown" + i).getBytes(US_ASCII));
  }

  /** What the figures rest on, and what every build can see: the same work on either way. */
  @Test
  void an_unknown_client_and_a_wrong_secret_cost_one_row_each() {
    for (String id : List.of(known(1), unknown(1), "c-", "~", "!", "0", "B", Clients.BOOTSTRAP)) {
      statements = 0;
      rows = 0;
      attempt(id);
      assertThat(statements).as(id).isEqualTo(1);
      assertThat(rows).as(id).isEqualTo(1);
    }
  }

  @Test
  void the_right_secret_is_right_for_its_own_client_alone() {
    assertThat(clients.authenticate(credentials(known(1), RIGHT)))
        .hasValueSatisfying(client -> assertThat(client.clientId).isEqualTo(known(1)));
    assertThat(clients.authenticate(credentials(known(1) + "0", RIGHT))).isEmpty();
    assertThat(clients.authenticate(credentials(known(1).toUpperCase(Locale.ROOT), RIGHT)))
        .isEmpty();
    assertThat(clients.authenticate(credentials("!", RIGHT))).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = "proof", matches = "true", disabledReason = "figures")
  void an_unknown_client_takes_as_long_as_a_wrong_secret() {
    Timing timing =
        Timing.of(
            "unknown client, wrong secret",
            SecretTimingTest::attempt,
            kinds(SecretTimingTest::unknown, SecretTimingTest::known),
            WARM_UP);

    isNotToldApart(timing);
  }

  /** The same on a way that ends early; if the test saw nothing here it would be blind. */
  @Test
  @EnabledIfSystemProperty(named = "proof", matches = "true", disabledReason = "figures")
  void the_test_sees_an_early_return() {
    Consumer<String> early =
        id -> {
          Client client = find(id, Clients.BOOTSTRAP);
          if (client.clientId.equals(id)) {
            keys.clientSecretMac(client.secretKid, id, credentials(id, WRONG).secret());
          }
        };

    assertThat(
            Timing.of(
                    "early return",
                    early,
                    kinds(SecretTimingTest::unknown, SecretTimingTest::known),
                    WARM_UP)
                .test()
                .p())
        .isLessThan(TOLD_APART);
  }

  @Test
  @EnabledIfSystemProperty(named = "proof", matches = "true", disabledReason = "figures")
  void a_secret_takes_as_long_wherever_it_is_wrong() {
    Timing timing =
        Timing.of(
            "first, last character of a secret",
            SecretTimingTest::attempt,
            new ClientCredentials[][] {
              {credentials(known(1), "x" + RIGHT.substring(1))},
              {credentials(known(1), RIGHT.substring(1) + "x")}
            },
            WARM_UP);

    isNotToldApart(timing);
  }

  @Test
  @EnabledIfSystemProperty(named = "proof", matches = "true", disabledReason = "figures")
  void a_comparison_takes_as_long_wherever_the_first_difference_is() {
    isNotToldApart(comparing("MessageDigest.isEqual", MessageDigest::isEqual));
  }

  @Test
  @EnabledIfSystemProperty(named = "proof", matches = "true", disabledReason = "figures")
  void the_test_sees_a_comparison_that_ends_early() {
    assertThat(comparing("byte by byte", SecretTimingTest::careless).test().p())
        .isLessThan(TOLD_APART);
  }

  private static void isNotToldApart(Timing timing) {
    assertThat(timing.half().p()).as("the same kind").isGreaterThanOrEqualTo(TOLD_APART);
    assertThat(timing.test().p()).isGreaterThanOrEqualTo(TOLD_APART);
  }

  private static boolean careless(byte[] one, byte[] other) {
    for (int i = 0; i < one.length; i++) {
      if (one[i] != other[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Of 32 bytes that differ in the first, and in the last; 100 comparisons a measurement. Both are
   * made in one array: two would lie in different places of the memory, which can be measured too.
   */
  private static Timing comparing(String name, BiPredicate<byte[], byte[]> equal) {
    byte[] secret = new byte[32];
    byte[] guess = new byte[32];
    Consumer<Integer> act =
        last -> {
          guess[0] = (byte) (1 - last);
          guess[31] = last.byteValue();
          int right = 0;
          for (int i = 0; i < 100; i++) {
            right += equal.test(secret, guess) ? 1 : 0;
          }
          assertThat(right).isZero();
        };
    return Timing.of(name, act, new Integer[][] {{0}, {1}}, WARM_UP);
  }

  private static String[][] kinds(IntFunction<String> one, IntFunction<String> other) {
    return new String[][] {
      IntStream.range(0, CLIENTS).mapToObj(one).toArray(String[]::new),
      IntStream.range(0, CLIENTS).mapToObj(other).toArray(String[]::new)
    };
  }

  private static void attempt(String id) {
    attempt(credentials(id, WRONG));
  }

  private static void attempt(ClientCredentials credentials) {
    if (clients.authenticate(credentials).isPresent()) {
      throw new AssertionError("no secret here is right");
    }
  }

  private static ClientCredentials credentials(String id, String secret) {
    String pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(US_ASCII));
    return ClientCredentials.from(List.of("Basic " + pair)).orElseThrow();
  }

  /** Answers the one query that there is. */
  private static EntityManager database() {
    return proxy(
        EntityManager.class,
        (database, method, arguments) -> {
          assertThat(method.getName()).isEqualTo("createNativeQuery");
          assertThat(arguments[0]).isEqualTo(Clients.NEAREST);
          List<String> parameters = new ArrayList<>();
          return proxy(
              Query.class,
              (query, step, values) -> {
                if (step.getName().equals("setParameter")) {
                  parameters.add((String) values[1]);
                  return query;
                }
                assertThat(step.getName()).isEqualTo("getResultList");
                Client found = find(parameters.get(0), parameters.get(1));
                return found == null ? List.of() : List.of(found);
              });
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            SecretTimingTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Client find(String id, String first) {
    statements++;
    try (PreparedStatement select =
        connection.prepareStatement(Clients.NEAREST.replaceAll("\\?[12]", "?"))) {
      select.setString(1, id);
      select.setString(2, first);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        rows++;
        Client client = new Client();
        client.set(
            row.getString("client_id"),
            row.getString("tenant"),
            row.getString("name"),
            Set.of(row.getString("scopes")),
            row.getString("secret_kid"),
            row.getBytes("secret_mac"),
            row.getLong("created_at"));
        // It was noted before: whoever is right has nothing written.
        client.usedAt = Long.MAX_VALUE;
        return client;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
