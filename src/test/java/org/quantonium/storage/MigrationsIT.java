package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same migrations on the two databases that the service knows. */
@Tag("apart")
class MigrationsIT {
  @TempDir private static Path temporary;
  private static EmbeddedPostgres server;
  private static DataSource postgresql;
  private static DataSource h2;

  @BeforeAll
  static void migrate() throws IOException {
    server = EmbeddedPostgres.builder().start();
    // As an operator configures it, so that it is the data source that the service would use.
    postgresql =
        ConfiguredDataSource.from(
            new Settings(
                Map.of(
                    "quantonium.database.url", server.getJdbcUrl("postgres", "postgres"),
                    "quantonium.database.user", "postgres",
                    "quantonium.database.password", "postgres")));
    h2 = ConfiguredDataSource.embedded(new DataDirectory(temporary.resolve("data").toString()));
    Migrations.run(postgresql);
    Migrations.run(h2);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void make_the_same_columns() throws SQLException {
    assertThat(Schema.columns(postgresql)).isEqualTo(Schema.columns(h2)).hasSizeGreaterThan(25);
  }

  @Test
  void make_the_same_indexes() throws SQLException {
    assertThat(Schema.indexes(h2)).containsAll(Schema.indexes(postgresql));
    assertThat(Schema.indexes(postgresql))
        .contains("key_ring unique (active_purpose)", "simulation (client_id id)");
  }

  @Test
  void do_nothing_the_second_time() throws SQLException {
    int applied = Schema.applied(postgresql);
    Migrations.run(postgresql);

    assertThat(Schema.applied(postgresql)).isEqualTo(applied).isPositive();
  }

  @Test
  void allow_one_active_key_a_purpose_on_postgresql() throws SQLException {
    insertKey("a", "'TOKEN_SIGNING'");
    insertKey("b", "null");

    assertThatThrownBy(() -> insertKey("c", "'TOKEN_SIGNING'"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
  }

  /** The table is made anew, without its reference to clients. */
  @Test
  void keep_the_limits_of_clients_and_take_some_of_others() throws SQLException {
    try (Connection connection = postgresql.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("create database upgraded");
    }
    DataSource embedded =
        ConfiguredDataSource.embedded(new DataDirectory(temporary.resolve("old").toString()));
    for (DataSource old : List.of(embedded, server.getDatabase("postgres", "upgraded"))) {
      String bytes = old == embedded ? "blob" : "bytea";
      Flyway.configure()
          .dataSource(old)
          .locations("classpath:db/migration")
          .placeholders(Map.of("bytes", bytes))
          .target("10")
          .load()
          .migrate();
      try (Connection connection = old.getConnection();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "insert into key_ring (kid, purpose, algorithm, state, sealed, created_at) values"
                + " ('k', 'CLIENT_SECRET_MAC', 'HS256', 'GRACE', cast('' as %s), 0)"
                    .formatted(bytes));
        statement.executeUpdate(
            "insert into client (client_id, tenant, name, scopes, secret_kid, secret_mac, enabled,"
                + " created_at) select 'c', 't', 'n', 's', kid, sealed, true, 0 from key_ring");
        statement.executeUpdate("insert into client_limit values ('c', 'principal', 7, 3)");
        Migrations.run(old);
        statement.executeUpdate("insert into client_limit values ('lab:x', 'principal', 8, 4)");
        assertThatThrownBy(
                () ->
                    statement.executeUpdate(
                        "insert into client_limit values ('c', 'principal', 1, 1)"))
            .isInstanceOf(SQLException.class);
        try (ResultSet row =
            statement.executeQuery("select * from client_limit where client_id = 'c'")) {
          assertThat(row.next()).isTrue();
          assertThat(row.getLong("capacity")).isEqualTo(7);
          assertThat(row.getLong("refill_per_second")).isEqualTo(3);
        }
      }
    }
  }

  private static void insertKey(String kid, String activePurpose) throws SQLException {
    try (Connection connection = postgresql.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into key_ring (kid, purpose, algorithm, state, active_purpose, sealed, created_at)"
              + " values ('%s', 'TOKEN_SIGNING', 'ES256', 'ACTIVE', %s, '\\x00', 0)"
                  .formatted(kid, activePurpose));
    }
  }
}
