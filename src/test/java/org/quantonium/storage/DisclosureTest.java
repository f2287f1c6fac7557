package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/DATABASE.md} says of every column what it tells whoever steals the database. */
class DisclosureTest {
  @TempDir private Path temporary;

  @Test
  void names_every_column_once() throws SQLException {
    var database =
        ConfiguredDataSource.embedded(new DataDirectory(temporary.resolve("data").toString()));
    Migrations.run(database);
    List<String> columns =
        Schema.columns(database).stream().map(column -> column.split(" ", -1)[0]).toList();

    assertThat(Disclosure.all())
        .extracting(Disclosure::name)
        .containsExactlyInAnyOrderElementsOf(columns);
  }
}
