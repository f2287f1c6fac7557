package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.db.MVIndex;
import org.h2.schema.Schema;
import org.h2.store.fs.FilePath;
import org.h2.table.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whenever the process of the embedded database ends, there is all of a transaction or nothing, in
 * every table and index, while many write at once.
 *
 * <p>Many more ends than {@link KilledWriterIT} can try: the file is put together again up to each
 * of many writes, and opened.
 */
@Tag("apart")
class CutShortIT {
  private static final int ROUNDS = Boolean.getBoolean("proof") ? 20 : 1;

  /** In a round; each writes this often. */
  private static final int TRANSACTIONS = 100;

  private static final int WRITERS = 4;
  private static final int ROWS = 20;

  /** So many writes at most, and there are tables. */
  private static final int WITHOUT_TABLES = 20;

  @TempDir private Path directory;

  private final List<String> torn = new ArrayList<>();
  private int ends;

  @Test
  void no_end_leaves_a_part_of_a_transaction() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      round(Files.createDirectory(directory.resolve("round" + round)));
    }
    assertThat(torn).as("of %d ends", ends).isEmpty();
    assertThat(ends).isGreaterThan(ROUNDS * TRANSACTIONS);
  }

  private void round(Path directory) throws Exception {
    Path whole = directory.resolve("whole");
    Path end = directory.resolve("end");
    int writes = 0;
    try (FileChannel file =
        FileChannel.open(whole, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (RecordedFile.Write write : written(directory)) {
        write.to(file);
        if (++writes > WITHOUT_TABLES) {
          Files.copy(whole, Path.of(end + ".mv.db"), StandardCopyOption.REPLACE_EXISTING);
          String parts = parts(end);
          ends++;
          if (!parts.isEmpty()) {
            torn.add("After write " + writes + ":" + parts);
          }
        }
      }
    }
  }

  private static List<RecordedFile.Write> written(Path directory) throws Exception {
    FilePath.register(new RecordedFile());
    RecordedFile.take();
    DataSource source =
        OneWriter.over(
            h2("recorded:" + directory.resolve("database")), new WriteGate(Duration.ofMinutes(1)));
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (Connection keptOpen = source.getConnection();
        Statement statement = keptOpen.createStatement()) {
      for (String table : List.of("entry", "person")) {
        statement.execute("create table " + table + " (id bigint primary key, name varchar)");
        statement.execute("create index " + table + "_of_name on " + table + " (name, id)");
      }
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        long first = i * 1_000_000L;
        work.add(writers.submit(() -> transactions(source, first)));
      }
      for (Future<?> each : work) {
        each.get();
      }
      return RecordedFile.take();
    } finally {
      writers.shutdown();
    }
  }

  private static Void transactions(DataSource source, long first) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
        for (String table : List.of("entry", "person")) {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into "
                      + table
                      + " select x, 'name ' || x from system_range(?, ?) order by x")) {
            insert.setLong(1, first + (long) transaction * ROWS);
            insert.setLong(2, first + (transaction + 1L) * ROWS - 1);
            insert.executeUpdate();
          }
        }
        if (transaction % 8 == 7) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    }
    return null;
  }

  /** What is there of transactions that are not, by table and index. */
  private static String parts(Path database) throws SQLException {
    StringBuilder parts = new StringBuilder();
    Connection connection = h2("file:" + database).getConnection();
    try (Statement statement = connection.createStatement()) {
      SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
      for (Schema schema : session.getDatabase().getAllSchemas()) {
        for (Table table : schema.getAllTablesAndViews(null)) {
          for (Index index : table.getIndexes()) {
            if (index instanceof MVIndex<?, ?> stored && open(stored) > 0) {
              parts.append(' ').append(index.getName()).append(": ").append(open(stored));
            }
          }
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "select (select count(*) from entry), (select count(*) from person),"
                  + " (select count(*) from entry where name > ''),"
                  + " (select count(*) from person where name > '')")) {
        row.next();
        long count = row.getLong(1);
        for (int i = 1; i <= 4; i++) {
          if (row.getLong(i) != count || count % ROWS != 0) {
            parts.append(" count ").append(i).append(": ").append(row.getLong(i));
          }
        }
      }
      statement.execute("shutdown immediately");
    }
    return parts.toString();
  }

  /** Values that a transaction wrote which is neither committed nor rolled back. */
  private static long open(MVIndex<?, ?> index) {
    return index.getMVMap().values().stream().filter(value -> value.getOperationId() != 0).count();
  }

  private static JdbcDataSource h2(String file) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    return source;
  }
}
