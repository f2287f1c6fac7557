package org.quantonium.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
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
    return view(
        row,
        row.state == SimulationState.QUEUED ? turnOf(row, turns()) : Turn.NONE,
        row.seconds,
        row.resultDigest,
        new Recorded(row.entryId, row.leafHash, row.entryMac),
        row.result == null ? null : new String(result(row), UTF_8));
  }

  /**
   * The same without its result.
   *
   * @param turns of those that wait
   */
  SimulationView outline(StoredSimulation row, Map<String, Turn> turns) {
    return view(
        row,
        row.state == SimulationState.QUEUED ? turnOf(row, turns) : Turn.NONE,
        row.seconds,
        row.resultDigest,
        new Recorded(row.entryId, row.leafHash, row.entryMac),
        null);
  }

  /** One that has just run within its request: what the database does not need to be asked. */
  SimulationView of(StoredSimulation row, Computed computed) {
    return view(
        row,
        Turn.NONE,
        row.seconds,
        row.resultDigest,
        new Recorded(row.entryId, row.leafHash, row.entryMac),
        computed.text());
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

  /** When it is whose turn; nothing is known of what does not wait. */
  record Turn(Integer position, Instant expectedStartAt) {
    static final Turn NONE = new Turn(null, null);
  }

  private static Turn turnOf(StoredSimulation row, Map<String, Turn> turns) {
    return turns.getOrDefault(row.id, Turn.NONE);
  }

  /** The turns of all that wait, by id. */
  Map<String, Turn> turns() {
    FairQueue queue = new FairQueue(settings.jobsRunningOfTenant(), settings.jobsRunningOfClient());
    long now = clock.millis();
    double ahead = 0;
    Map<String, Turn> turns = new HashMap<>();
    for (Waiting next : queue.forecast(table.waiting(), table.usage(), now)) {
      Instant start = Instant.ofEpochMilli(now + (long) (1000 * ahead / settings.jobPlaces()));
      turns.put(next.id(), new Turn(turns.size() + 1, start.truncatedTo(ChronoUnit.SECONDS)));
      ahead += next.seconds();
    }
    return turns;
  }

  private static Instant instant(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
