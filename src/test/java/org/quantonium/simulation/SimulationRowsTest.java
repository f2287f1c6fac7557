package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;

class SimulationRowsTest {
  /** Those that begin with 0, false or null, whatever the row says. */
  private static final Set<String> SET_BY_A_RUN =
      Set.of("work_done", "runs", "cancel_requested", "run_id");

  @TempDir private Path directory;

  @Test
  void every_field_stands_in_its_column() throws Exception {
    DataSource database = migrated();
    StoredSimulation row = new StoredSimulation();
    List<Field> fields =
        Arrays.stream(StoredSimulation.class.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(Column.class))
            .filter(field -> !SET_BY_A_RUN.contains(column(field)))
            .toList();
    for (Field field : fields) {
      field.set(row, value(field, fields.indexOf(field)));
    }

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into key_ring (kid, purpose, algorithm, state, sealed, created_at)"
              + " values ('"
              + row.dataKid
              + "', 'DATA', 'A256GCM', 'ACTIVE', X'00', 0)");
      SimulationRows.insert(connection, List.of(row));
      try (ResultSet kept = statement.executeQuery("select * from simulation")) {
        assertThat(kept.next()).isTrue();
        for (Field field : fields) {
          assertThat(read(kept, field)).as(field.getName()).isEqualTo(expected(row, field));
        }
        assertThat(kept.getLong("work_done")).isZero();
        assertThat(kept.getLong("runs")).isZero();
        assertThat(kept.getBoolean("cancel_requested")).isFalse();
        assertThat(kept.getString("run_id")).isNull();
      }
    }
  }

  @Test
  void what_is_not_there_is_null() throws Exception {
    DataSource database = migrated();
    StoredSimulation row = new StoredSimulation();
    row.id = "i";
    row.clientId = "c";
    row.tenant = "t";
    row.visibility = Visibility.CLIENT;
    row.state = SimulationState.QUEUED;
    row.sourceDigest = "d";
    row.entryId = "e";
    row.leafHash = "l";

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      SimulationRows.insert(connection, List.of(row));
      try (ResultSet kept =
          statement.executeQuery(
              "select result, result_digest, data_kid, seconds, problem, started_at, ended_at,"
                  + " deadline_at, expires_at, batch, batch_place from simulation")) {
        assertThat(kept.next()).isTrue();
        for (int i = 1; i <= kept.getMetaData().getColumnCount(); i++) {
          assertThat(kept.getObject(i)).as(kept.getMetaData().getColumnName(i)).isNull();
        }
      }
    }
  }

  private DataSource migrated() {
    DataSource database = ConfiguredDataSource.embedded(new DataDirectory(directory + "/data"));
    Migrations.run(database);
    return database;
  }

  private static String column(Field field) {
    return field.getAnnotation(Column.class).name();
  }

  /** Another for each field of a type. */
  private static Object value(Field field, int number) {
    if (field.getType().isEnum()) {
      return field.getType().getEnumConstants()[1];
    }
    return switch (field.getType().getSimpleName()) {
      case "String" -> "text " + number;
      case "byte[]" -> new byte[] {(byte) number};
      case "boolean" -> true;
      case "long", "Long" -> 1000L + number;
      case "Integer" -> 1000 + number;
      default -> throw new AssertionError("a field of another type: " + field);
    };
  }

  private static Object read(ResultSet kept, Field field) throws SQLException {
    return switch (field.getType().getSimpleName()) {
      case "byte[]" -> kept.getBytes(column(field));
      case "boolean" -> kept.getBoolean(column(field));
      case "long", "Long" -> kept.getLong(column(field));
      case "Integer" -> kept.getInt(column(field));
      default -> kept.getString(column(field));
    };
  }

  private static Object expected(StoredSimulation row, Field field) throws IllegalAccessException {
    Object value = field.get(row);
    return value instanceof Enum<?> constant ? constant.name() : value;
  }
}
