package org.quantonium.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.quantonium.keys.DataVault;
import org.quantonium.ledger.Receipts;
import org.quantonium.ledger.Recorded;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.limits.FairQueue;
import org.quantonium.limits.Waiting;

/** Shows simulations: opens what is sealed, and tells when what waits should run. */
@ApplicationScoped
class Views {
  @Inject private DataVault vault;
  @Inject private Receipts receipts;
  @Inject private JobTable table;
  @Inject private Runs runs;
  @Inject private AdmissionSettings settings;

  private final Clock clock = Clock.systemUTC();

  /** A simulation as its row tells it. */
  SimulationView of(StoredSimulation row) {
    Turn turn = row.state == SimulationState.QUEUED ? turn(row) : new Turn(null, null);
    return view(
        row,
        turn,
        row.seconds,
        row.resultDigest,
        new Recorded(row.entryId, row.leafHash, row.entryMac),
        row.result == null ? null : new String(result(row), UTF_8));
  }

  /** One that has just run within its request: what the database does not need to be asked. */
  SimulationView of(StoredSimulation row, Runs.Finished finished) {
    row.state = SimulationState.SUCCEEDED;
    row.endedAt = finished.endedAt();
    row.expiresAt = row.endedAt + table.keptMillis();
    return view(
        row,
        new Turn(null, null),
        finished.seconds(),
        finished.digest(),
        finished.recorded(),
        finished.result());
  }

  private SimulationView view(
      StoredSimulation row,
      Turn turn,
      String seconds,
      String digest,
      Recorded recorded,
      String result) {
    boolean kept = row.state != SimulationState.EXPIRED;
    return new SimulationView(
        SimulationSummary.of(row.id, row.state, row.createdAt, row.visibility, row.sourceDigest),
        row.predictedMicros == 0 ? null : row.predictedMicros * 1e-6,
        turn.position,
        turn.expectedStartAt,
        row.state == SimulationState.RUNNING ? progress(row) : null,
        instant(row.startedAt),
        instant(row.endedAt),
        kept ? instant(row.expiresAt) : null,
        row.problem,
        seconds,
        digest,
        receipts.of(recorded),
        result);
  }

  private byte[] result(StoredSimulation row) {
    return row.dataKid == null
        ? row.result
        : vault.open(row.dataKid, row.id, StoredSimulation.RESULT, row.result);
  }

  /** In steps of a thousandth, so that a poll between two of them finds nothing new. */
  private double progress(StoredSimulation row) {
    double done = runs.work(row.id).orElse(row.workDone);
    return Math.floor(1000 * Math.min(1, done / Math.max(1, row.workTotal))) / 1000;
  }

  private record Turn(Integer position, Instant expectedStartAt) {}

  private Turn turn(StoredSimulation row) {
    FairQueue queue = new FairQueue(settings.jobsRunningOfTenant(), settings.jobsRunningOfClient());
    List<Waiting> order = queue.forecast(table.waiting(), table.usage(), clock.millis());
    double ahead = 0;
    int position = 1;
    for (Waiting before : order) {
      if (before.id().equals(row.id)) {
        break;
      }
      ahead += before.seconds();
      position++;
    }
    Instant start =
        Instant.ofEpochMilli(clock.millis() + (long) (1000 * ahead / settings.jobPlaces()));
    return new Turn(position, start.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Instant instant(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
