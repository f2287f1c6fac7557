package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir private static Path temporary;
  private static DataSource database;

  @BeforeAll
  static void migrate() {
    database =
        ConfiguredDataSource.embedded(new DataDirectory(temporary.resolve("data").toString()));
    Migrations.run(database);
  }

  @Test
  void make_the_tables_of_the_house() throws SQLException {
    assertThat(Schema.columns(database))
        .contains(
            "key_ring.sealed bytes",
            "key_ring.active_purpose text(32) null",
            "client.enabled boolean",
            "simulation.created_at bigint",
            "ledger_pending.entry bytes");
  }

  @Test
  void do_nothing_the_second_time() throws SQLException {
    int applied = Schema.applied(database);
    Migrations.run(database);

    assertThat(Schema.applied(database)).isEqualTo(applied).isPositive();
  }

  @Test
  void allow_one_active_key_a_purpose() throws SQLException {
    insertKey("a", "'TOKEN_SIGNING'");
    insertKey("b", "null");
    insertKey("c", "null");

    assertThatThrownBy(() -> insertKey("d", "'TOKEN_SIGNING'"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("23"));
  }

  @Test
  void refuse_a_step_that_was_altered_since() throws SQLException {
    execute("update \"flyway_schema_history\" set \"checksum\" = \"checksum\" + 1");

    assertThatThrownBy(() -> Migrations.run(database)).isInstanceOf(FlywayException.class);
    execute("update \"flyway_schema_history\" set \"checksum\" = \"checksum\" - 1");
  }

  /** As the Javadoc says: an older build does not touch a newer one's schema. */
  @Test
  void refuse_a_schema_that_is_newer_than_the_build() throws SQLException {
    execute(
        "insert into \"flyway_schema_history\" select max(\"installed_rank\") + 1, '9999',"
            + " 'later', 'SQL', 'V9999__later.sql', 1, 'x', current_timestamp, 1, true"
            + " from \"flyway_schema_history\"");

    assertThatThrownBy(() -> Migrations.run(database)).isInstanceOf(FlywayException.class);
    execute("delete from \"flyway_schema_history\" where \"version\" = '9999'");
  }

  /** It is asked with each job, and there may be thousands of short runs for one. */
  @Test
  void find_the_jobs_of_late_among_many_short_runs() throws SQLException {
    execute(
        "insert into simulation (id, client_id, tenant, visibility, source_digest, entry_id,"
            + " leaf_hash, created_at, started_at, immediate)"
            + " select 'id' || x, 'c', 't', 'PRIVATE', 'd', 'e', 'h', 0, x, mod(x, 1000) > 0"
            + " from system_range(1, 5000)");

    assertThat(
            rowsRead(
                "select tenant, client_id, count(id), sum(predicted_micros) from simulation"
                    + " where immediate = false and started_at > 1000"
                    + " group by tenant, client_id"))
        .isBetween(4, 6);
    execute("delete from simulation");
  }

  private static int rowsRead(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery("explain analyze " + query)) {
      plan.next();
      Matcher count = Pattern.compile("scanCount: (\\d+)").matcher(plan.getString(1));
      assertThat(count.find()).as(plan.getString(1)).isTrue();
      return Integer.parseInt(count.group(1));
    }
  }

  private static void insertKey(String kid, String activePurpose) throws SQLException {
    execute(
        "insert into key_ring (kid, purpose, algorithm, state, active_purpose, sealed, created_at)"
            + " values ('%s', 'TOKEN_SIGNING', 'ES256', 'ACTIVE', %s, x'00', 0)"
                .formatted(kid, activePurpose));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
