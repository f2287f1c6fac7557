package org.quantonium.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
}
