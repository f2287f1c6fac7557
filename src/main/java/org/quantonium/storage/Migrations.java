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
    flyway(source).migrate();
  }

  /**
   * Changes nothing, for a role that may not.
   *
   * @throws org.flywaydb.core.api.FlywayException if a step is missing, was altered, or is newer
   */
  public static void check(DataSource source) {
    flyway(source).validate();
  }

  private static Flyway flyway(DataSource source) {
    boolean postgresql = source instanceof PGSimpleDataSource;
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        // By default Flyway would run on a schema that is newer than it knows.
        .ignoreMigrationPatterns(new String[0])
        .placeholders(Map.of("bytes", postgresql ? "bytea" : "blob"))
        .load();
  }

  /**
   * Migrates a PostgreSQL as its owner, apart from the service: {@code java -cp
   * 'WEB-INF/classes:WEB-INF/lib/*' org.quantonium.storage.Migrations URL USER}, the password in
   * the environment variable PGPASSWORD.
   */
  public static void main(String[] arguments) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(arguments[0]);
    source.setUser(arguments[1]);
    source.setPassword(System.getenv("PGPASSWORD"));
    run(source);
  }
}
