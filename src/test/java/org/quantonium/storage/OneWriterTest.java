package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneWriterTest {
  private static final String INSERT = "insert into entry (bytes) values ('00')";

  private final ExecutorService others = Executors.newCachedThreadPool();
  private DataSource patient;
  private DataSource impatient;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    patient = OneWriter.over(memory(), new WriteGate(Duration.ofMinutes(1)));
    impatient = OneWriter.over(memory(), new WriteGate(Duration.ofMillis(50)));
    connection = impatient.getConnection();
    execute(connection, "create table entry (bytes blob)");
    execute(connection, "create table head (size int)");
    execute(connection, "insert into head values (0)");
  }

  @AfterEach
  void close() throws SQLException {
    others.shutdownNow();
    connection.close();
  }

  @Test
  void a_transaction_keeps_other_threads_from_writing_until_its_end() throws Exception {
    connection.setAutoCommit(false);
    execute(connection, INSERT);

    assertTimesOut(() -> insert(impatient));

    connection.commit();
    elsewhere(() -> insert(impatient));
  }

  @Test
  void who_waits_gets_in_when_the_transaction_ends() throws Exception {
    try (Connection first = patient.getConnection()) {
      first.setAutoCommit(false);
      execute(first, INSERT);

      Future<Void> second = others.submit(() -> insert(patient));
      assertThatThrownBy(() -> second.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      first.commit();

      second.get(10, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from head for update",
        "SELECT *\nFROM head\nFOR  UPDATE skip locked",
        "update head set size = 1",
        "merge into head key (size) values (1)"
      })
  void what_changes_or_locks_rows_waits_in_auto_commit_mode_too(String sql) throws Exception {
    connection.setAutoCommit(false);
    execute(connection, INSERT);

    assertTimesOut(
        () -> {
          try (Connection other = impatient.getConnection()) {
            execute(other, sql);
          }
          return null;
        });
    assertTimesOut(
        () -> {
          try (Connection other = impatient.getConnection();
              PreparedStatement statement = other.prepareStatement(sql)) {
            statement.execute();
          }
          return null;
        });
  }

  @Test
  void a_batch_waits() throws Exception {
    connection.setAutoCommit(false);
    execute(connection, INSERT);

    assertTimesOut(
        () -> {
          try (Connection other = impatient.getConnection();
              PreparedStatement statement = other.prepareStatement(INSERT)) {
            statement.addBatch();
            statement.executeBatch();
          }
          return null;
        });
  }

  @Test
  void a_large_object_waits_before_it_goes_into_the_file() throws Exception {
    connection.setAutoCommit(false);
    execute(connection, INSERT);

    assertTimesOut(
        () -> {
          try (Connection other = impatient.getConnection();
              PreparedStatement statement =
                  other.prepareStatement("insert into entry values (?)")) {
            statement.setBinaryStream(1, new ByteArrayInputStream(new byte[10_000]));
          }
          return null;
        });
  }

  @Test
  void queries_pass_and_hold_nothing_up() throws Exception {
    connection.setAutoCommit(false);
    execute(connection, INSERT);

    elsewhere(
        () -> {
          try (Connection other = impatient.getConnection()) {
            other.setAutoCommit(false);
            assertThat(count(other)).isZero();
            connection.commit();
            elsewhere(() -> insert(impatient));
            assertThat(count(other)).isEqualTo(2);
          }
          return null;
        });
  }

  @Test
  void a_thread_enters_again_with_a_second_connection() throws Exception {
    connection.setAutoCommit(false);
    execute(connection, INSERT);

    insert(impatient);
    assertTimesOut(() -> insert(impatient));

    connection.rollback();
    elsewhere(() -> insert(impatient));
    assertThat(count(connection)).isEqualTo(2);
  }

  @Test
  void another_thread_may_roll_back() throws Exception {
    connection.setAutoCommit(false);
    execute(connection, INSERT);

    elsewhere(
        () -> {
          connection.rollback();
          return null;
        });

    elsewhere(() -> insert(impatient));
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "auto-commit", "closed by the database", "failed commit"})
  void nothing_is_held_after(String end) throws Exception {
    connection.setAutoCommit(false);
    execute(connection, INSERT);

    try (Connection keptOpen = memory().getConnection()) {
      switch (end) {
        case "close" -> connection.close();
        case "auto-commit" -> connection.setAutoCommit(true);
        case "closed by the database" -> {
          connection.unwrap(JdbcConnection.class).close();
          assertThat(connection.isClosed()).isTrue();
        }
        default -> {
          connection.unwrap(JdbcConnection.class).close();
          assertThatThrownBy(() -> connection.commit()).isInstanceOf(SQLException.class);
        }
      }

      elsewhere(() -> insert(impatient));
      assertThat(keptOpen.isClosed()).isFalse();
    }
  }

  @Test
  void a_statement_that_fails_holds_nothing_in_auto_commit_mode() throws Exception {
    assertThatThrownBy(() -> execute(connection, "insert into nowhere values (1)"))
        .isInstanceOf(SQLException.class);

    elsewhere(() -> insert(impatient));
  }

  @Test
  void a_savepoint_does_not_end_the_transaction() throws Exception {
    connection.setAutoCommit(false);
    execute(connection, INSERT);
    connection.rollback(connection.setSavepoint());

    assertTimesOut(() -> insert(impatient));
  }

  @Test
  void no_way_round_the_gate_is_handed_out() throws Exception {
    assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.getConnection()).isSameAs(connection);
    }
  }

  private void assertTimesOut(Callable<Void> work) {
    assertThatThrownBy(() -> elsewhere(work))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            SQLTransientException.class, e -> assertThat(e.getSQLState()).isEqualTo("HYT00"));
  }

  private void elsewhere(Callable<Void> work) throws Exception {
    others.submit(work).get(30, TimeUnit.SECONDS);
  }

  private static Void insert(DataSource source) throws SQLException {
    try (Connection other = source.getConnection()) {
      execute(other, INSERT);
    }
    return null;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from entry")) {
      row.next();
      return row.getInt(1);
    }
  }

  private JdbcDataSource memory() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:one-writer-" + System.identityHashCode(this));
    return source;
  }
}
