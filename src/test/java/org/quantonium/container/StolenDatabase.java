package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.quantonium.storage.Disclosure;

/** A copy of every table of a database: what somebody has who stole it. */
final class StolenDatabase {
  private static final int KEY_BYTES = 32;

  /** By {@code table.column}; texts as UTF-8, nulls left out. */
  private final Map<String, List<byte[]>> columns = new HashMap<>();

  /** Copies every table that {@link Disclosure} names, in one transaction. */
  static StolenDatabase of(DataSource database) throws Exception {
    StolenDatabase stolen = new StolenDatabase();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      List<String> tables =
          Disclosure.all().stream().map(c -> c.name().split("\\.", -1)[0]).distinct().toList();
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("select * from " + table)) {
          stolen.copy(table, rows);
        }
      }
      connection.rollback();
    }
    return stolen;
  }

  private void copy(String table, ResultSet rows) throws Exception {
    var metadata = rows.getMetaData();
    while (rows.next()) {
      for (int i = 1; i <= metadata.getColumnCount(); i++) {
        Object value = rows.getObject(i);
        if (value != null) {
          String name = table + "." + metadata.getColumnName(i).toLowerCase(Locale.ROOT);
          columns
              .computeIfAbsent(name, n -> new ArrayList<>())
              .add(value instanceof byte[] bytes ? bytes : value.toString().getBytes(UTF_8));
        }
      }
    }
  }

  /** All values of a column. */
  List<byte[]> of(Disclosure column) {
    return columns.getOrDefault(column.name(), List.of());
  }

  /** Values by column. */
  Map<String, List<byte[]>> columns() {
    return columns;
  }

  /** Every 32 bytes that may be a key: as they stand, in base64, or the digest of a value. */
  Collection<byte[]> candidates() throws Exception {
    Map<String, byte[]> found = new HashMap<>();
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (List<byte[]> values : columns.values()) {
      for (byte[] value : values) {
        add(found, sha256.digest(value));
        for (int i = 0; i + KEY_BYTES <= value.length; i += KEY_BYTES) {
          add(found, Arrays.copyOfRange(value, i, i + KEY_BYTES));
        }
        for (String word : new String(value, UTF_8).split("[^A-Za-z0-9+/_-]+", -1)) {
          if (word.length() == 43) {
            add(found, Base64.getUrlDecoder().decode(word.replace('+', '-').replace('/', '_')));
          }
        }
      }
    }
    add(found, new byte[KEY_BYTES]);
    return found.values();
  }

  private static void add(Map<String, byte[]> found, byte[] key) {
    if (key.length == KEY_BYTES) {
      found.put(Base64.getEncoder().encodeToString(key), key);
    }
  }
}
