package org.quantonium.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.quantonium.storage.FreePort;
import org.quantonium.storage.Migrations;

/** A real PostgreSQL that writes to the disk before it says so, as one in production does. */
public final class PostgreSql implements AutoCloseable {
  static final Path FILES = Path.of("server-config", "postgresql");

  private final EmbeddedPostgres server;

  private PostgreSql(EmbeddedPostgres server) {
    this.server = server;
  }

  /** On a free port, with a directory of its own. */
  public static PostgreSql start(Path directory) throws IOException {
    return start(directory, FreePort.find());
  }

  /** On a directory that may have been one before. */
  public static PostgreSql start(Path directory, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("listen_addresses", "127.0.0.1");
    return new PostgreSql(builder.setPort(port).start());
  }

  public int port() {
    return server.getPort();
  }

  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /** The database, the roles and the privileges that an operator makes by our files. */
  public void prepare() throws SQLException, IOException {
    run(server.getPostgresDatabase(), "roles.sql");
    DataSource owner = as("quantonium_owner", "quantonium");
    Migrations.run(owner);
    run(owner, "privileges.sql");
  }

  /** Each statement by itself: making a database needs it. */
  private static void run(DataSource source, String file) throws SQLException, IOException {
    String script = Files.readString(FILES.resolve(file)).replaceAll("(?m)^--.*$", "");
    try (var connection = source.getConnection();
        Statement sql = connection.createStatement()) {
      for (String statement : script.split(";", -1)) {
        if (!statement.isBlank()) {
          sql.execute(statement);
        }
      }
    }
  }

  /** A fresh database. */
  public DataSource create(String database) throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    return as("postgres", database);
  }

  /** Connections as one of its users; the test's server asks for no password. */
  public DataSource as(String user, String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(database));
    source.setUser(user);
    source.setReWriteBatchedInserts(true);
    return source;
  }

  /** Stops it in order; what was committed stays in its directory. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
