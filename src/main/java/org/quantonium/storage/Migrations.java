package org.quantonium.storage;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings a schema to the version that this build expects; does nothing where it is there. */
public final class Migrations {
  private Migrations() {}

  /**
   * Runs what is missing, each step in a transaction of its own.
   *
   * @throws org.flywaydb.core.api.FlywayException if an applied step was altered since, or the
   *     schema is newer than this build
   */
  public static void run(DataSource source) {
    boolean postgresql = source instanceof PGSimpleDataSource;
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        // By default Flyway would run on a schema that is newer than it knows.
        .ignoreMigrationPatterns(new String[0])
        .placeholders(Map.of("bytes", postgresql ? "bytea" : "blob"))
        .load()
        .migrate();
  }
}
