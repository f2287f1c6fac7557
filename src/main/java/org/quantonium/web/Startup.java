package org.quantonium.web;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.quantonium.keys.KeyRing;
import org.quantonium.oauth.Clients;
import org.quantonium.oauth.NewClient;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;

/**
 * Brings the node up in order: schema, keys, bootstrap administrator. A step that fails stops the
 * deployment.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
    name = "java:app/jdbc/quantonium",
    className = "org.quantonium.storage.ConfiguredDataSource",
    description = "See ConfiguredDataSource")
public class Startup {
  private static final Logger LOG = Logger.getLogger(Startup.class.getName());

  /** Holds {@code client_id:client_secret}, as {@code curl --user} takes it. */
  private static final String SECRET_FILE = "bootstrap-secret";

  /** A file of this name in the data directory asks for a new secret at the next start. */
  private static final String RESET_FILE = "bootstrap-reset";

  @Inject private Config config;
  @Inject private DataDirectory directory;
  @Inject private KeyRing keys;
  @Inject private Clients clients;

  @PostConstruct
  void start() {
    Migrations.run(ConfiguredDataSource.from(config));
    keys.open();
    clients.bootstrap(directory.has(RESET_FILE)).ifPresent(this::hand);
    // Last, so that an interrupted reset is done again.
    directory.consume(RESET_FILE);
  }

  /** The secret goes to whoever owns the data directory, and never to a log. */
  private void hand(NewClient administrator) {
    directory.consume(SECRET_FILE);
    String secret = new String(administrator.secret().expose(), StandardCharsets.US_ASCII);
    directory.writeSecret(
        SECRET_FILE,
        (administrator.client().clientId() + ":" + secret + "\n")
            .getBytes(StandardCharsets.US_ASCII));
    LOG.info(
        () ->
            "The bootstrap administrator has a new secret: read it once from "
                + directory.root().resolve(SECRET_FILE)
                + " and delete that file");
  }
}
