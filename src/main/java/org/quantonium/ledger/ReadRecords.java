package org.quantonium.ledger;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quantonium.identity.Caller;

/**
 * Records who read the ledger, before the answer is given: each query and export, and bundles as
 * {@link BundleReads} counts them. A node that is killed loses the counts of its open windows.
 */
@ApplicationScoped
class ReadRecords {
  @Inject private Ledger ledger;

  @Inject
  @ConfigProperty(name = "quantonium.ledger.window.seconds")
  private int windowSeconds;

  private BundleReads bundles;

  @PostConstruct
  void open() {
    bundles =
        new BundleReads(
            Clock.systemUTC(),
            Duration.ofSeconds(windowSeconds),
            read -> ledger.record(read),
            () -> ledger.isAway());
  }

  /**
   * Entries were looked for.
   *
   * @param size of the tree, which the range that is recorded does not pass
   */
  void queried(Caller caller, EntryFilter filter, long size) {
    long from = Math.min(filter.from(), size);
    // How far a filter must look for a page is known only once it has.
    long to = filter.narrowing().isEmpty() ? Math.min(from + filter.limit(), size) : size;
    ledger.record(new LedgerEvent.Queried(caller, filter.recorded(), from, to));
  }

  /** One entry, or its proof. */
  void read(Caller caller, long index) {
    ledger.record(new LedgerEvent.Queried(caller, "", index, index + 1));
  }

  void exported(Caller caller, String format, long from, long to) {
    ledger.record(new LedgerEvent.Exported(caller, format, from, to));
  }

  void bundleRead(Caller caller, long index) {
    bundles.add(caller, index);
  }

  /**
   * Writes the counts of windows that are over.
   *
   * @param now {@link Instant#MAX} ends all windows
   */
  void flush(Instant now) {
    bundles.flush(now);
  }
}
