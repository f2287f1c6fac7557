package org.quantonium.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.quantonium.ledger.PostgreSql;

/**
 * What a node keeps in PostgreSQL, as the owner of its tables and of their files sees and changes
 * it behind the node's back.
 *
 * @param files the directory of the server
 */
record KeptTables(PostgreSql database, Path files) {
  DataSource owner() {
    return database.as("quantonium_owner", "quantonium");
  }

  void execute(String sql) throws SQLException {
    execute(owner(), sql);
  }

  void asSuperuser(String... statements) throws SQLException {
    execute(database.as("postgres", "quantonium"), statements);
  }

  private static void execute(DataSource user, String... statements) throws SQLException {
    try (Connection connection = user.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row; null if there is none. */
  byte[] bytes(String query) {
    try (Connection connection = owner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getBytes(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The texts of all entries of the ledger. */
  String entries() {
    return new String(
        bytes("select string_agg(convert_from(entry, 'UTF8'), ' ') from ledger_entry"), UTF_8);
  }

  /** Whether a file of a table has that text. */
  boolean filesHave(String text) throws IOException {
    boolean found = false;
    try (Stream<Path> all = Files.walk(files.resolve("base"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        try {
          found |= Files.readString(file, ISO_8859_1).contains(text);
        } catch (NoSuchFileException gone) {
          // The server removes what it has written anew.
        }
      }
    }
    return found;
  }

  /** So many rows more, each with the state and the times of its deadline and its expiry. */
  void copySimulation(String prefix, int count, String stateAndTimes) throws SQLException {
    execute(
        "insert into simulation (id, client_id, tenant, visibility, source_digest, entry_id,"
            + " leaf_hash, predicted_micros, memory_bytes, work_total, work_done, created_at,"
            + " immediate, cancel_requested, runs, data_kid, request, state, deadline_at,"
            + " expires_at) select '"
            + prefix
            + "' || n, client_id, tenant, visibility, source_digest, entry_id, leaf_hash,"
            + " predicted_micros, memory_bytes, work_total, work_done, created_at, false, false,"
            + " 0, data_kid, request, "
            + stateAndTimes
            + " from generate_series(1, "
            + count
            + ") n, (select * from simulation where request is not null limit 1) s");
  }

  /** Upkeep is due now, and has then done this. */
  void awaitUpkeep(String query, String value) throws SQLException {
    execute(
        "update scheduled_tasks set execution_time = now() where task_name = 'tend-simulations'");
    for (int i = 0; i < 100 && !value.equals(new String(bytes(query), UTF_8)); i++) {
      Http.sleep(Duration.ofMillis(200));
    }
    assertThat(new String(bytes(query), UTF_8)).isEqualTo(value);
  }
}
