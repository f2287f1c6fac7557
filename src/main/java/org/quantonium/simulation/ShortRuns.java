package org.quantonium.simulation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Outcome;
import org.quantonium.idempotency.Claim;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.keys.DataVault;
import org.quantonium.ledger.Event;
import org.quantonium.ledger.Ledger;
import org.quantonium.ledger.PreparedEntry;
import org.quantonium.limits.Admission;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.limits.Foreground;
import org.quantonium.limits.Lane;
import org.quantonium.problem.Problem;
import org.quantonium.storage.GroupCommit;

/**
 * Runs what is short within its request. Its submission and its end are written at its end, in one
 * transaction with both of their entries in the ledger, and with what others brought meanwhile
 * (docs/adr/0020).
 */
@ApplicationScoped
class ShortRuns {
  @Inject private Admission admission;
  @Inject private Foreground foreground;
  @Inject private JobQueue queue;
  @Inject private AdmissionSettings settings;
  @Inject private Runner runner;
  @Inject private SpareCores cores;
  @Inject private Prices prices;
  @Inject private Ledger ledger;
  @Inject private DataVault vault;
  @Inject private Idempotency idempotency;

  @Resource(lookup = "java:app/jdbc/quantonium")
  private DataSource database;

  private final Clock clock = Clock.systemUTC();
  private GroupCommit<Ended> commits;

  /** A run that is over, as it is written. */
  private record Ended(StoredSimulation row, List<PreparedEntry> entries, Claim claim) {}

  @PostConstruct
  void start() {
    commits = new GroupCommit<>(database, this::write);
  }

  /**
   * Runs on this thread.
   *
   * @param place left when the run is over, before it is written
   * @return what was found; the row is as it was written
   * @throws Problem what it failed of, once that is written
   */
  Computed run(Intake.Priced priced, Claim claim, Lane.Place place) {
    StoredSimulation row = priced.row();
    Submission submission = priced.submission();
    PreparedEntry submitted = ledger.prepare(submission.submitted());
    seal(row, submission);
    Computed computed;
    try {
      computed = compute(priced);
    } catch (RuntimeException | Error e) {
      Problem told = Runs.told(row.id, e);
      row.problem = JobTable.document(told);
      end(row, SimulationState.FAILED, submitted, submission.failed(told.type()), claim);
      throw told;
    } finally {
      place.leave();
    }
    row.result = vault.seal(row.dataKid, row.id, StoredSimulation.RESULT, computed.bytes());
    row.resultDigest = computed.digest();
    row.seconds = computed.seconds();
    end(row, SimulationState.SUCCEEDED, submitted, computed.event(submission, true), claim);
    return computed;
  }

  private void seal(StoredSimulation row, Submission submission) {
    row.immediate = true;
    row.startedAt = row.createdAt;
    row.dataKid = vault.keyId();
    row.request = vault.seal(row.dataKid, row.id, KeptRequest.COLUMN, submission.kept().bytes());
  }

  private Computed compute(Intake.Priced priced) {
    Submission submission = priced.submission();
    Integer most = submission.kept().request().maxSeconds();
    Budget budget = Budget.of(most == null ? queue.longestImmediate() : Duration.ofSeconds(most));
    long start = System.nanoTime();
    try {
      Outcome outcome =
          admission.isQuick(priced.cost(), priced.seconds())
              ? cores.run(priced.planned(), budget)
              : runner.run(priced.planned(), budget.pacedBy(foreground::giveWay));
      Computed computed = Computed.of(submission, outcome, priced.readSeconds());
      prices.ran(outcome.cost(), (System.nanoTime() - start) * 1e-9);
      return computed;
    } finally {
      // A time-out that came just too late must not interrupt the commit.
      Thread.interrupted();
    }
  }

  private void end(
      StoredSimulation row,
      SimulationState state,
      PreparedEntry submitted,
      Event event,
      Claim claim) {
    PreparedEntry ended = ledger.prepareAfter(submitted, event);
    row.state = state;
    row.endedAt = clock.millis();
    row.expiresAt = row.endedAt + settings.kept().toMillis();
    row.recordedAs(ledger.recorded(ended));
    foreground.commits();
    commits.write(new Ended(row, List.of(submitted, ended), claim));
  }

  private void write(Connection connection, List<Ended> runs) throws SQLException {
    SimulationRows.insert(connection, runs.stream().map(Ended::row).toList());
    ledger.write(connection, runs.stream().flatMap(run -> run.entries().stream()).toList());
    for (Ended run : runs) {
      idempotency.answered(connection, run.claim(), run.row().id);
    }
  }
}
