package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.ledger.PostgreSql;

/** A connection whose backend a real PostgreSQL ends. */
@Tag("apart")
class RecoveringConnectionIT {
  @TempDir private static Path directory;
  private static PostgreSql server;
  private static DataSource source;

  private Connection connection;

  @BeforeAll
  static void start() throws Exception {
    server = PostgreSql.start(directory.resolve("postgresql"));
    source = server.create("recovering");
    try (Connection setup = source.getConnection();
        Statement statement = setup.createStatement()) {
      statement.execute("create table t (x int)");
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    connection = RecoveringConnection.open(source::getConnection);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void comes_back_for_the_next_statement() throws SQLException {
    int first = backend(connection);
    terminate(first);
    assertThatThrownBy(() -> backend(connection)).isInstanceOf(SQLException.class);

    assertThat(backend(connection)).isNotEqualTo(first);
    assertThat(connection.isClosed()).isFalse();
  }

  @Test
  void fails_a_transaction_that_was_cut_short_to_its_end() throws SQLException {
    connection.setAutoCommit(false);
    insert(connection);
    terminate(backend(connection));

    assertThatThrownBy(() -> insert(connection)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> insert(connection)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connection.commit()).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> insert(connection)).isInstanceOf(SQLException.class);
    connection.rollback();

    insert(connection);
    assertThat(connection.getAutoCommit()).isFalse();
    connection.commit();
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void tries_every_older_connection_once_after_a_loss() throws SQLException {
    try (Connection other = RecoveringConnection.open(source::getConnection)) {
      terminate(backend(connection));
      terminate(backend(other));
      assertThatThrownBy(() -> backend(connection)).isInstanceOf(SQLException.class);
      backend(connection);

      // Its own backend is gone too, and nobody notices.
      assertThat(backend(other)).isPositive();
    }
  }

  @Test
  void holds_nobody_up_whose_forerunner_left_a_transaction_that_was_cut_short()
      throws SQLException {
    connection.setAutoCommit(false);
    insert(connection);
    terminate(backend(connection));
    assertThatThrownBy(() -> insert(connection)).isInstanceOf(SQLException.class);

    assertThat(connection.getAutoCommit()).isFalse();
    connection.setClientInfo("ApplicationName", "of the next");
    assertThatThrownBy(() -> connection.setAutoCommit(false))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("mid-transaction");
    connection.setAutoCommit(false);
    int before = count();
    insert(connection);
    connection.rollback();
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void takes_its_mode_while_the_database_is_away() throws SQLException {
    AtomicBoolean away = new AtomicBoolean();
    try (Connection recovering =
        RecoveringConnection.open(
            () -> {
              if (away.get()) {
                throw new SQLException("away");
              }
              return source.getConnection();
            })) {
      recovering.setAutoCommit(false);
      terminate(backend(recovering));
      assertThatThrownBy(() -> backend(recovering)).isInstanceOf(SQLException.class);
      recovering.rollback();
      away.set(true);
      assertThatThrownBy(() -> backend(recovering)).hasMessage("away");
      recovering.setAutoCommit(true);

      away.set(false);
      assertThat(backend(recovering)).isPositive();
      assertThat(recovering.getAutoCommit()).isTrue();
      int before = count();
      insert(recovering);
      assertThat(count()).isEqualTo(before + 1);
    }
  }

  @Test
  void stays_closed_once_its_owner_closed_it() throws SQLException {
    connection.close();
    assertThat(connection.isClosed()).isTrue();
    assertThatThrownBy(() -> connection.createStatement()).isInstanceOf(SQLException.class);
  }

  private static int backend(Connection of) throws SQLException {
    try (Statement statement = of.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void insert(Connection into) throws SQLException {
    try (Statement statement = into.createStatement()) {
      statement.execute("insert into t values (1)");
    }
  }

  private static int count() throws SQLException {
    try (Connection fresh = source.getConnection();
        Statement statement = fresh.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from t")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void terminate(int backend) throws SQLException {
    try (Connection killer = source.getConnection();
        Statement statement = killer.createStatement()) {
      statement.execute("select pg_terminate_backend(" + backend + ", 5000)");
    }
  }
}
