package org.quantonium.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.storage.DataDirectory;

/** The settings of the ledger on this node. */
@ApplicationScoped
class LedgerSettings {
  private static final int LONGEST_MERGE_DELAY_SECONDS = 86_400;

  @Inject private TokenPolicy policy;
  @Inject private DataDirectory directory;

  @Inject
  @ConfigProperty(name = "quantonium.ledger.origin")
  private Optional<String> origin;

  @Inject
  @ConfigProperty(name = "quantonium.ledger.anchor.file")
  private Optional<String> anchorFile;

  @Inject
  @ConfigProperty(name = "quantonium.ledger.merge.delay.seconds")
  private int mergeDelaySeconds;

  @Inject
  @ConfigProperty(name = "quantonium.ledger.start.audit.entries")
  private long startAuditEntries;

  /** The name that a log gets at its first start: by default the URL that it is read at. */
  String originOfANewLog() {
    return origin.orElseGet(() -> policy.issuer().replaceFirst("^https?://", "") + "/v1/ledger");
  }

  Path anchorFile() {
    return anchorFile.map(Path::of).orElseGet(() -> directory.root().resolve("ledger-anchor"));
  }

  /**
   * At the start.
   *
   * @throws IllegalStateException if a setting is not of its range
   */
  void check() {
    requireMergeDelay(mergeDelaySeconds);
  }

  static void requireMergeDelay(int seconds) {
    if (seconds < 1 || seconds > LONGEST_MERGE_DELAY_SECONDS) {
      throw new IllegalStateException(
          "quantonium.ledger.merge.delay.seconds is "
              + seconds
              + " and must be from 1 to "
              + LONGEST_MERGE_DELAY_SECONDS);
    }
  }

  /** How long an entry that was acknowledged may take until it is in the tree, at most. */
  Duration maxMergeDelay() {
    return Duration.ofSeconds(mergeDelaySeconds);
  }

  /** How many of the newest entries are hashed again at start. */
  long startAuditEntries() {
    return startAuditEntries;
  }
}
