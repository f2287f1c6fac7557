package org.quantonium.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.quantonium.secrets.SecretSource;

/**
 * The data source behind {@code java:app/jdbc/quantonium}; it reads MicroProfile Config, which a
 * {@code @DataSourceDefinition} cannot.
 *
 * <p>{@code quantonium.database.url} names it: {@code jdbc:postgresql:...}, or empty for the
 * embedded H2 file in the data directory. The server pools the connections.
 */
public final class ConfiguredDataSource implements DataSource {
  private static final int CONNECT_SECONDS = 5;
  private static final int ANSWER_SECONDS = 30;

  /** A process has one embedded database. */
  private static final WriteGate GATE = new WriteGate(Duration.ofSeconds(10));

  private DataSource delegate;

  /** Demanded by WildFly (IJ031103: at least one property); it has no effect. */
  private String description = "";

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description;
  }

  /** The database that the configuration names; nothing is pooled here. */
  public static DataSource from(Config config) {
    String url = config.getOptionalValue("quantonium.database.url", String.class).orElse("");
    String user = config.getOptionalValue("quantonium.database.user", String.class).orElse("");
    if (url.isEmpty()) {
      return embedded(
          new DataDirectory(config.getValue("quantonium.data.directory", String.class)));
    }
    if (url.startsWith("jdbc:postgresql:")) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(url);
      source.setUser(user);
      SecretSource.find(config, "quantonium.database.password")
          .ifPresent(password -> source.setPassword(new String(password.expose(), UTF_8)));
      // A database that is away is to be noticed, not waited for.
      source.setConnectTimeout(CONNECT_SECONDS);
      source.setSocketTimeout(ANSWER_SECONDS);
      // A batch of inserts becomes a few statements: the ledger's sequencer lives on it.
      source.setReWriteBatchedInserts(true);
      return source;
    }
    throw new IllegalStateException(
        "quantonium.database.url must start with jdbc:postgresql: or be empty for embedded H2");
  }

  /**
   * H2 in a file of the data directory, which is made first: H2 would give it another mode. One
   * thread writes at a time, see {@link OneWriter}.
   */
  public static DataSource embedded(DataDirectory directory) {
    JdbcDataSource source = new JdbcDataSource();
    // WRITE_DELAY=0: a commit is with the operating system before it returns.
    // MAX_LENGTH_INPLACE_LOB: most circuits and results stand in their rows, not in tables apart.
    source.setURL(
        "jdbc:h2:file:"
            + directory.root().resolve("database")
            + ";WRITE_DELAY=0;MAX_LENGTH_INPLACE_LOB=8192;DB_CLOSE_ON_EXIT=FALSE");
    source.setUser("quantonium");
    source.setPassword("");
    return OneWriter.over(source, GATE);
  }

  private synchronized DataSource delegate() {
    if (delegate == null) {
      // Payara connects at deployment, on a thread without a context class loader.
      delegate = from(ConfigProvider.getConfig(ConfiguredDataSource.class.getClassLoader()));
    }
    return delegate;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return RecoveringConnection.open(delegate()::getConnection);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    // The application logs through java.util.logging only.
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    delegate().setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return delegate().getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return delegate().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return delegate().isWrapperFor(type);
  }
}
