package org.quantonium.storage;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** What a database says that it holds, in words that do not depend on the product. */
final class Schema {
  private Schema() {}

  /** Columns as {@code table.column kind(length) null}, our tables only, in lower case. */
  static Set<String> columns(DataSource source) throws SQLException {
    Set<String> columns = new TreeSet<>();
    try (Connection connection = source.getConnection();
        ResultSet rows =
            connection
                .getMetaData()
                .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
      while (rows.next()) {
        String table = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        if (table.startsWith("flyway")) {
          continue;
        }
        columns.add(
            table
                + "."
                + rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT)
                + " "
                + kind(rows.getInt("DATA_TYPE"), rows.getInt("COLUMN_SIZE"))
                + (rows.getInt("NULLABLE") == DatabaseMetaData.columnNullable ? " null" : ""));
      }
    }
    return columns;
  }

  private static String kind(int type, int size) {
    return switch (type) {
      case Types.VARCHAR -> "text(" + size + ")";
      case Types.BIGINT -> "bigint";
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> "timestamp";
      case Types.BOOLEAN, Types.BIT -> "boolean";
      case Types.BLOB, Types.BINARY, Types.VARBINARY -> "bytes";
      default -> "type " + type;
    };
  }

  /** Primary keys, unique and other indexes as {@code table: columns in order, unique?}. */
  static Set<String> indexes(DataSource source) throws SQLException {
    Set<String> indexes = new TreeSet<>();
    try (Connection connection = source.getConnection()) {
      DatabaseMetaData metadata = connection.getMetaData();
      for (String table : tables(connection)) {
        String current = null;
        StringBuilder index = new StringBuilder();
        try (ResultSet rows =
            metadata.getIndexInfo(
                connection.getCatalog(), connection.getSchema(), table, false, true)) {
          while (rows.next()) {
            String name = rows.getString("INDEX_NAME");
            if (name == null) {
              continue;
            }
            if (!name.equals(current)) {
              add(indexes, index);
              current = name;
              index
                  .append(table.toLowerCase(Locale.ROOT))
                  .append(rows.getBoolean("NON_UNIQUE") ? " (" : " unique (");
            }
            index.append(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT)).append(' ');
          }
        }
        add(indexes, index);
      }
    }
    return indexes;
  }

  private static void add(Set<String> indexes, StringBuilder index) {
    if (!index.isEmpty()) {
      indexes.add(index.toString().strip() + ")");
      index.setLength(0);
    }
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(
                connection.getCatalog(),
                connection.getSchema(),
                "%",
                new String[] {"TABLE", "BASE TABLE"})) {
      while (rows.next()) {
        String table = rows.getString("TABLE_NAME");
        if (!table.toLowerCase(Locale.ROOT).startsWith("flyway")) {
          tables.add(table);
        }
      }
    }
    return tables;
  }

  /** How many migrations were applied. */
  static int applied(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("select count(*) from \"flyway_schema_history\"")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
