package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application's role may do to a real PostgreSQL, statement by statement. */
@Tag("apart")
class PrivilegesIT {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @TempDir private static Path directory;
  private static PostgreSql server;
  private static DataSource application;
  private static TestLog log;

  @BeforeAll
  static void start() throws Exception {
    server = PostgreSql.start(directory.resolve("postgresql"));
    server.prepare();
    application = server.as("quantonium_app", "quantonium");
    log = TestLog.on(application, directory.resolve("anchor"), "secret");
    log.grow(300);
    try (Connection connection = application.getConnection()) {
      log.append(connection, "waits");
    }
  }

  @AfterAll
  static void stop() throws Exception {
    log.close();
    server.close();
  }

  @Test
  void is_enough_to_append_sequence_publish_and_check() throws Exception {
    log.grow(300);
    assertThat(log.start(Optional.empty())).isEmpty();
  }

  static Stream<String> changes_of_what_is_recorded() {
    return Stream.of("ledger_entry", "ledger_tile", "ledger_checkpoint")
        .flatMap(
            table ->
                Stream.of(
                    "delete from " + table,
                    "update " + table + " set " + column(table) + " = " + column(table)));
  }

  private static String column(String table) {
    return switch (table) {
      case "ledger_entry" -> "entry";
      case "ledger_tile" -> "hashes";
      default -> "note";
    };
  }

  @ParameterizedTest
  @MethodSource("changes_of_what_is_recorded")
  @ValueSource(
      strings = {
        "update ledger_pending set entry = entry",
        "update ledger_pending set mac = mac",
        "update ledger_person set subject = subject",
        "update ledger_head set id = 1",
        "insert into ledger_head values (2, null, 0, '')",
        "delete from ledger_head",
        "select * from ledger_before",
        "update key_ring set kid = kid",
        "update key_ring set purpose = purpose",
        "update key_ring set public_jwk = public_jwk",
        "update key_ring set algorithm = algorithm",
        "delete from key_ring",
        "delete from client",
        "update administration set id = 1",
        "delete from administration",
        "update approval set request = request",
        "update client_limit set capacity = 1",
        "update token_revocation set named = named",
        "truncate simulation",
        "update simulation_delivery set delivered_at = 0",
        "delete from flyway_schema_history",
        "insert into flyway_schema_history values (9, null, 'x', 'SQL', 'x', 0, 'x', now(), 0, true)",
        "truncate ledger_pending",
        "truncate ledger_entry",
        "truncate ledger_person",
        "alter table ledger_entry disable trigger all",
        "alter table ledger_entry drop column entry",
        "alter table ledger_entry owner to quantonium_app",
        "create trigger t before insert on ledger_entry for each row execute function"
            + " suppress_redundant_updates_trigger()",
        "create index i on ledger_entry (action)",
        "drop table ledger_entry",
        "create table mine (x int)",
        "create temporary table mine (x int)",
        "create schema mine",
        "set role quantonium_owner",
        "set session_replication_role = replica",
        "copy ledger_entry to program 'true'"
      })
  void refuses(String statement) throws SQLException {
    try (Connection connection = application.getConnection();
        Statement sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement))
          .isInstanceOfSatisfying(
              SQLException.class,
              e ->
                  assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update key_ring set state = state, changed_at = changed_at, active_purpose = active_purpose,"
            + " next_purpose = next_purpose, sealed = sealed, kek_id = kek_id",
        "update ledger_head set tree_size = tree_size, root = root, origin = origin",
        "delete from ledger_person where entry_index = 0",
        "delete from ledger_pending where entry_id = 'none'",
        "update client set name = name",
        "select id, four_eyes_since from administration where id = 1 for update",
        "update administration set four_eyes_since = four_eyes_since",
        "update approval set state = state, decided_by = decided_by",
        "delete from approval where id = 'none'",
        "delete from client_limit where client_id = 'none'",
        "delete from client_assertion where expires_at < 0",
        "delete from token_revocation where id = -1",
        "update simulation set state = state",
        "delete from simulation where id = 'none'",
        "delete from simulation_delivery where simulation_id = 'none'",
        "update scheduled_tasks set picked = picked",
        "delete from scheduled_tasks where task_name = 'none'",
        "update idempotency set answer = answer",
        "delete from idempotency where client_id = 'none'",
        "select * from flyway_schema_history"
      })
  void allows(String statement) throws SQLException {
    try (Connection connection = application.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** A new table is nobody's but the owner's until this list and the grants name it. */
  @Test
  void knows_every_table() throws SQLException {
    try (Connection connection = server.as("quantonium_owner", "quantonium").getConnection();
        Statement sql = connection.createStatement();
        var row =
            sql.executeQuery(
                "select string_agg(c.relname || ' ' || a.privilege, ', ' order by c.relname,"
                    + " a.privilege) from pg_class c, lateral (select privilege_type as privilege"
                    + " from aclexplode(c.relacl) where grantee = 'quantonium_app'::regrole) a"
                    + " where c.relkind = 'r'")) {
      row.next();
      assertThat(row.getString(1).split(", "))
          .containsExactly(
              "administration SELECT",
              "approval DELETE",
              "approval INSERT",
              "approval SELECT",
              "client INSERT",
              "client SELECT",
              "client UPDATE",
              "client_assertion DELETE",
              "client_assertion INSERT",
              "client_assertion SELECT",
              "client_limit DELETE",
              "client_limit INSERT",
              "client_limit SELECT",
              "flyway_schema_history SELECT",
              "idempotency DELETE",
              "idempotency INSERT",
              "idempotency SELECT",
              "idempotency UPDATE",
              "key_ring INSERT",
              "key_ring SELECT",
              "ledger_checkpoint INSERT",
              "ledger_checkpoint SELECT",
              "ledger_entry INSERT",
              "ledger_entry SELECT",
              "ledger_head SELECT",
              "ledger_pending DELETE",
              "ledger_pending INSERT",
              "ledger_pending SELECT",
              "ledger_person DELETE",
              "ledger_person INSERT",
              "ledger_person SELECT",
              "ledger_tile INSERT",
              "ledger_tile SELECT",
              "scheduled_tasks DELETE",
              "scheduled_tasks INSERT",
              "scheduled_tasks SELECT",
              "scheduled_tasks UPDATE",
              "simulation DELETE",
              "simulation INSERT",
              "simulation SELECT",
              "simulation UPDATE",
              "simulation_delivery DELETE",
              "simulation_delivery INSERT",
              "simulation_delivery SELECT",
              "token_revocation DELETE",
              "token_revocation INSERT",
              "token_revocation SELECT");
    }
  }

  @Test
  void the_files_hold_no_secret() throws Exception {
    for (String file : new String[] {"roles.sql", "privileges.sql"}) {
      assertThat(
              Files.readString(PostgreSql.FILES.resolve(file)).toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("password '");
    }
  }
}
