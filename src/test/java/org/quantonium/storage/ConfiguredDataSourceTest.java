package org.quantonium.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class ConfiguredDataSourceTest {
  @TempDir private Path temporary;

  @Test
  void no_url_is_h2_in_the_data_directory() throws SQLException {
    Path data = temporary.resolve("data");
    DataSource source =
        ConfiguredDataSource.from(
            new Settings(
                Map.of(
                    "quantonium.database.url", "", "quantonium.data.directory", data.toString())));

    try (Connection connection = source.getConnection()) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
    }
    assertThat(data.resolve("database.mv.db")).isRegularFile();
  }

  @Test
  void a_postgresql_url_is_taken_with_its_user_and_password() {
    DataSource source =
        ConfiguredDataSource.from(
            new Settings(
                Map.of(
                    "quantonium.database.url", "jdbc:postgresql://db.example:6543/quantum",
                    "quantonium.database.user", "app",
                    "quantonium.database.password", "p")));

    assertThat(source)
        .isInstanceOfSatisfying(
            PGSimpleDataSource.class,
            postgresql -> {
              assertThat(postgresql.getServerNames()).containsExactly("db.example");
              assertThat(postgresql.getPortNumbers()).containsExactly(6543);
              assertThat(postgresql.getDatabaseName()).isEqualTo("quantum");
              assertThat(postgresql.getUser()).isEqualTo("app");
              assertThat(postgresql.getPassword()).isEqualTo("p");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://x.example/'",
        "jdbc:h2:file:/tmp/x",
        "jdbc:mysql://x",
        "postgresql://x",
        "JDBC:POSTGRESQL://x",
        " jdbc:postgresql://x"
      })
  void any_other_url_is_refused_without_repeating_it(String url) {
    Settings settings = new Settings(Map.of("quantonium.database.url", url));

    assertThatThrownBy(() -> ConfiguredDataSource.from(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must start with jdbc:postgresql:")
        .hasMessageNotContaining("//x");
  }
}
