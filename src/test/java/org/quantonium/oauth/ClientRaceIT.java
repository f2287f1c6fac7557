package org.quantonium.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantonium.identity.AssertionVerifier.Assertion;
import org.quantonium.identity.DpopProof;
import org.quantonium.ledger.PostgreSql;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.storage.Migrations;
import org.quantonium.storage.Sql;

/** Administrators that change clients at once, on a real PostgreSQL and on H2. */
@Tag("apart")
class ClientRaceIT {
  private static final int ROUNDS = Boolean.getBoolean("proof") ? 200 : 20;
  private static final Set<String> ADMINISTRATION = Set.of("admin:clients", "read:data");
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @TempDir private static Path directory;
  private static PostgreSql server;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  /** Where clients are. */
  enum Where {
    POSTGRESQL,
    H2;

    DataSource empty(String name) throws SQLException {
      DataSource database = this == H2 ? h2(name) : server.create(name);
      Migrations.run(database);
      return database;
    }

    private static DataSource h2(String name) {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
      return source;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = PostgreSql.start(directory.resolve("postgresql"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void of_the_last_two_administrators_one_stays_whatever_is_done_to_both_at_once(Where where)
      throws Exception {
    DataSource database = where.empty("last");
    insert(database, "a", "b");
    List<Consumer<ClientTable>> losses =
        List.of(
            table -> table.setEnabled("a", false),
            table -> table.setEnabled("b", false),
            table -> assertThat(change(table, "b", Set.of("read:data"), Optional.empty())).isTrue(),
            table -> assertThat(change(table, "b", ADMINISTRATION, Optional.of(NOW))).isTrue());
    for (int round = 0; round < ROUNDS; round++) {
      reset(database);
      Consumer<ClientTable> other = losses.get(1 + round % 3);

      List<Boolean> done = both(database, losses.get(0), other);

      assertThat(done).as("round %d", round).containsExactlyInAnyOrder(true, false);
      in(database, ClientTable::requireLastingAdministrator);
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_two_changes_of_one_version_one_is_made(Where where) throws Exception {
    DataSource database = where.empty("version");
    insert(database, "a", "b");
    for (int round = 0; round < ROUNDS; round++) {
      reset(database);
      Consumer<ClientTable> change =
          table -> {
            if (!change(table, "b", Set.of("read:data", "admin:clients"), Optional.empty())) {
              throw ClientChanges.overtaken();
            }
          };

      assertThat(both(database, change, change)).containsExactlyInAnyOrder(true, false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void four_eyes_are_in_force_from_the_second_administrator_on(Where where) throws Exception {
    DataSource database = where.empty("mark");
    insert(database, "a");
    assertThat(in(database, table -> table.noteSecondAdministrator(NOW))).isTrue();
    assertThat(since(database)).isEmpty();

    insert(database, "b");
    in(database, table -> table.noteSecondAdministrator(NOW));
    assertThat(since(database)).contains(NOW);

    in(database, table -> table.setEnabled("b", false));
    in(database, table -> table.noteSecondAdministrator(NOW.plusSeconds(1)));
    assertThat(since(database)).contains(NOW);
  }

  @ParameterizedTest
  @EnumSource
  void others_hold_a_scope_while_they_are_enabled_and_not_expired(Where where) throws Exception {
    DataSource database = where.empty("holders");
    insert(database, "a", "b");
    assertThat(hasOther(database, "admin:clients", "a")).isTrue();
    assertThat(hasOther(database, "admin:client", "a")).isFalse();
    assertThat(hasOther(database, "admin:keys", "a")).isFalse();

    in(database, table -> change(table, "b", ADMINISTRATION, Optional.of(NOW.plusMillis(1))));
    assertThat(hasOther(database, "admin:clients", "a")).isTrue();
    in(
        database,
        table ->
            table.change(
                "b", 2, new ClientAttributes("n", ADMINISTRATION, Optional.of(NOW), false)));
    assertThat(hasOther(database, "admin:clients", "a")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void keeps_one_secret_beside_the_newest_until_its_end_and_none_without_overlap(Where where)
      throws Exception {
    DataSource database = where.empty("secrets");
    insert(database, "a");

    in(database, t -> t.giveSecret("a", "k", new byte[] {2}, NOW, NOW.plus(Duration.ofDays(1))));
    assertThat(secrets(database)).containsExactly(2L, (byte) 2, 1L, (byte) 1);

    in(database, table -> table.giveSecret("a", "k", new byte[] {3}, NOW, NOW));
    assertThat(secrets(database)).containsExactly(3L, (byte) 3, null, null);
  }

  @ParameterizedTest
  @EnumSource
  void keys_end_the_secret_beside_the_newest(Where where) throws Exception {
    DataSource database = where.empty("keys");
    insert(database, "a");
    in(database, t -> t.giveSecret("a", "k", new byte[] {2}, NOW, NOW.plus(Duration.ofDays(1))));

    in(database, table -> table.setKeys("a", "{}"));

    assertThat(secrets(database)).containsExactly(2L, (byte) 2, null, null);
    try (Connection connection = database.getConnection()) {
      assertThat(Sql.of(connection).rows("select jwks, 0 from client").get(0)[0]).isEqualTo("{}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void notes_a_use_later_and_never_earlier(Where where) throws Exception {
    DataSource database = where.empty("uses");
    insert(database, "a");
    for (long minute : new long[] {120_000, 60_000, 180_000, 120_000}) {
      in(database, table -> table.use("a", minute));
    }
    try (Connection connection = database.getConnection()) {
      assertThat(Sql.of(connection).rows("select used_at, 0 from client").get(0)[0])
          .isEqualTo(180_000L);
    }
  }

  /** Each node has a connection and a transaction of its own. */
  @ParameterizedTest
  @EnumSource
  void of_two_nodes_that_are_shown_one_proof_at_once_one_takes_it(Where where) throws Exception {
    SpentAssertions node = new SpentAssertions(spentIn(where.empty("proofs")));
    for (int round = 0; round < ROUNDS; round++) {
      DpopProof proof = new DpopProof("t", "jti" + round, Optional.empty(), NOW);
      CyclicBarrier barrier = new CyclicBarrier(2);
      Callable<Boolean> shown =
          () -> {
            barrier.await(1, TimeUnit.MINUTES);
            return node.add(proof);
          };
      List<Boolean> taken = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(List.of(shown, shown))) {
        taken.add(result.get());
      }

      assertThat(taken).containsExactlyInAnyOrder(true, false);
      assertThat(node.add(new DpopProof("u", "jti" + round, Optional.empty(), NOW))).isTrue();
      assertThat(node.add(new Assertion("t", "jti" + round, NOW))).isTrue();
    }
  }

  private static SpentAssertionTable spentIn(DataSource database) {
    return new SpentAssertionTable() {
      @Override
      void insert(String digest, long expiresAt) {
        try (Connection connection = database.getConnection()) {
          insert(Sql.of(connection), digest, expiresAt);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private static boolean change(
      ClientTable table, String id, Set<String> scopes, Optional<Instant> end) {
    return table.change(id, 1, new ClientAttributes("n", scopes, end, true));
  }

  private static boolean hasOther(DataSource database, String scope, String than)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new ClientTable(Sql.of(connection)).hasOtherHolder(scope, than, NOW);
    }
  }

  private static Optional<Instant> since(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new ClientTable(Sql.of(connection)).lock();
    }
  }

  private static List<Object> secrets(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Object[] row =
          Sql.of(connection)
              .rows(
                  "select secret_number, secret_mac, old_secret_number, old_secret_mac from client")
              .get(0);
      List<Object> read = new ArrayList<>();
      for (Object value : row) {
        read.add(value instanceof byte[] bytes ? (Object) bytes[0] : value);
      }
      return read;
    }
  }

  /** Both hold a connection when either begins. */
  private List<Boolean> both(
      DataSource database, Consumer<ClientTable> one, Consumer<ClientTable> other)
      throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    List<Callable<Boolean>> acts = new ArrayList<>();
    for (Consumer<ClientTable> act : List.of(one, other)) {
      acts.add(
          () -> {
            barrier.await(1, TimeUnit.MINUTES);
            return in(
                database,
                table -> {
                  act.accept(table);
                  table.requireLastingAdministrator();
                });
          });
    }
    List<Boolean> done = new ArrayList<>();
    for (Future<Boolean> result : threads.invokeAll(acts)) {
      done.add(result.get());
    }
    return done;
  }

  /** As a transaction of the service runs: the lock first. False if it was refused. */
  private static boolean in(DataSource database, Consumer<ClientTable> act) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      ClientTable table = new ClientTable(Sql.of(connection));
      table.lock();
      try {
        act.accept(table);
        connection.commit();
        return true;
      } catch (Problem refused) {
        connection.rollback();
        assertThat(refused.type()).isEqualTo(ProblemType.CONFLICT);
        return false;
      }
    }
  }

  private static void insert(DataSource database, String... ids) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Sql sql = Sql.of(connection);
      if (sql.rows("select kid, purpose from key_ring").isEmpty()) {
        sql.update(
            "insert into key_ring (kid, purpose, algorithm, state, sealed, created_at)"
                + " values ('k', 'CLIENT_SECRET_MAC', 'HS256', 'GRACE', ?1, 0)",
            new byte[1]);
      }
      for (String id : ids) {
        sql.update(
            "insert into client (client_id, tenant, name, scopes, secret_kid, secret_mac, enabled,"
                + " created_at) values (?1, 't', 'n', 'admin:clients read:data', 'k', ?2, true, 0)",
            id,
            new byte[] {1});
      }
    }
  }

  private static void reset(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement all =
            connection.prepareStatement(
                "update client set enabled = true, scopes = 'admin:clients read:data',"
                    + " expires_at = null, version = 1")) {
      all.executeUpdate();
    }
  }
}
