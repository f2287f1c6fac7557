package org.quantonium.web;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.quantonium.admin.ApprovalSettings;
import org.quantonium.identity.OwnIssuer;
import org.quantonium.issuer.ExternalIssuer;
import org.quantonium.keys.KeyRing;
import org.quantonium.ledger.LedgerNode;
import org.quantonium.ledger.NodeEvent;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.limits.ClientLimits;
import org.quantonium.oauth.Clients;
import org.quantonium.oauth.NewClient;
import org.quantonium.oauth.RevocationList;
import org.quantonium.oauth.SpentAssertions;
import org.quantonium.redis.Redis;
import org.quantonium.secrets.VaultUpkeep;
import org.quantonium.simulation.JobEvents;
import org.quantonium.simulation.Jobs;
import org.quantonium.storage.ConfiguredDataSource;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Migrations;

/**
 * Brings the node up in order: Redis, schema, keys, ledger, bootstrap administrator, jobs. A step
 * that fails stops the deployment.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
    name = "java:app/jdbc/quantonium",
    className = "org.quantonium.storage.ConfiguredDataSource",
    description = "See ConfiguredDataSource",
    properties = {
      // Payara: a database that is away is to be noticed, not waited for.
      "fish.payara.connection-creation-retry-attempts=0",
      "fish.payara.connection-creation-retry-interval-in-seconds=0",
      "fish.payara.max-wait-time-in-millis=2000"
    })
public class Startup {
  private static final Logger LOG = Logger.getLogger(Startup.class.getName());

  /** Holds {@code client_id:client_secret}, as {@code curl --user} takes it. */
  private static final String SECRET_FILE = "bootstrap-secret";

  /** A file of this name in the data directory asks for a new secret at the next start. */
  private static final String RESET_FILE = "bootstrap-reset";

  /** Entries are in the tree and under a checkpoint about this long after they are committed. */
  private static final long LEDGER_PERIOD_MILLIS = 200;

  /** All nodes find a Redis that is back within about this. */
  private static final long REDIS_PERIOD_MILLIS = 200;

  /** A limit that was changed on another node holds here within this. */
  private static final long LIMITS_PERIOD_MILLIS = 2000;

  /** What another node did to keys, and which tokens it revoked, holds here within this. */
  private static final long TRUST_PERIOD_MILLIS = 1000;

  /** Assertions of clients that are too old to be shown again are forgotten. */
  private static final long ASSERTIONS_PERIOD_MILLIS = 60_000;

  /** Payara complains of work that ends before the application has started. */
  private static final long FIRST_MILLIS = 1000;

  /** A run that is cancelled on another node hears of it within this. */
  private static final long JOBS_PERIOD_MILLIS = 50;

  /** Memory that no run needs any more is given up within two of these. */
  private static final long MEMORY_PERIOD_MILLIS = 10_000;

  /** A client that went away is noticed when two of these are over. */
  private static final long EVENTS_PERIOD_MILLIS = 25;

  /** A body that is behind its pace is refused within this. */
  private static final long UPLOADS_PERIOD_MILLIS = 500;

  @Inject private Config config;
  @Inject private DataDirectory directory;
  @Inject private KeyRing keys;
  @Inject private RevocationList revocations;
  @Inject private SpentAssertions assertions;
  @Inject private Clients clients;
  @Inject private LedgerNode ledger;
  @Inject private AdmissionSettings admission;
  @Inject private ApprovalSettings approvals;
  @Inject private Jobs jobs;
  @Inject private JobEvents events;
  @Inject private Uploads uploads;
  @Inject private Redis redis;
  @Inject private VaultUpkeep vault;
  @Inject private ExternalIssuer issuer;
  @Inject private OwnIssuer own;
  @Inject private ClientLimits limits;

  @Resource private ManagedScheduledExecutorService scheduler;
  @Resource private ManagedThreadFactory threads;

  private final List<ScheduledFuture<?>> repeated = new ArrayList<>();

  @PostConstruct
  void start() {
    admission.check();
    approvals.check();
    redis.open();
    migrate();
    keys.open();
    revocations.open();
    issuer.open();
    ledger.open(started());
    makeAdministrator();
    repeat(ledger::work, LEDGER_PERIOD_MILLIS);
    repeat(ledger::flush, 1000);
    repeat(keys::tend, TRUST_PERIOD_MILLIS);
    repeat(revocations::tend, TRUST_PERIOD_MILLIS);
    repeat(assertions::sweep, ASSERTIONS_PERIOD_MILLIS);
    repeat(vault::tend, 1000);
    repeat(issuer::tend, 1000);
    repeat(limits::refresh, LIMITS_PERIOD_MILLIS);
    if (redis.isConfigured()) {
      repeat(redis::tend, 1000);
      repeat(redis::seek, REDIS_PERIOD_MILLIS);
    }
    jobs.start(threads);
    repeat(jobs::look, JOBS_PERIOD_MILLIS);
    repeat(jobs::trim, MEMORY_PERIOD_MILLIS);
    repeat(uploads::sweep, UPLOADS_PERIOD_MILLIS);
    repeat(events::write, EVENTS_PERIOD_MILLIS);
    repeat(events::look, JOBS_PERIOD_MILLIS);
  }

  private void makeAdministrator() {
    if (!own.isOn()) {
      LOG.info(
          () ->
              OwnIssuer.SETTING
                  + " is false: administrators are whom the other issuer says, and a file "
                  + RESET_FILE
                  + " waits until it is true");
      return;
    }
    clients.bootstrap(directory.has(RESET_FILE)).ifPresent(this::hand);
    // Last, so that an interrupted reset is done again.
    directory.consume(RESET_FILE);
  }

  private void repeat(Runnable work, long periodMillis) {
    repeated.add(
        scheduler.scheduleWithFixedDelay(
            new Unending(work),
            Math.max(FIRST_MILLIS, periodMillis),
            periodMillis,
            TimeUnit.MILLISECONDS));
  }

  @PreDestroy
  void stop() {
    events.stop();
    jobs.stop();
    repeated.forEach(work -> work.cancel(false));
    ledger.close();
    redis.close();
    vault.close();
  }

  private void migrate() {
    DataSource source = ConfiguredDataSource.from(config);
    if (config.getValue("quantonium.database.migrate", Boolean.class)) {
      Migrations.run(source);
    } else {
      Migrations.check(source);
    }
  }

  private NodeEvent.Started started() {
    return new NodeEvent.Started(
        ConfigurationDigest.of(config), Version.APPLICATION, System.getProperty("java.version"));
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
