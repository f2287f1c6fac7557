package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.quantonium.idempotency.Claim;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.Caller;
import org.quantonium.keys.DataVault;
import org.quantonium.ledger.Ledger;
import org.quantonium.ledger.Recorded;
import org.quantonium.ledger.SimulationEvent;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.limits.Usage;
import org.quantonium.limits.Waiting;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemResponse;

/**
 * The life of a simulation in the database. Each step is one transaction with its entry in the
 * ledger, and a compare-and-set: of two that would take it, one does.
 */
@ApplicationScoped
@Transactional
class JobTable {
  /** Computing of so long ago says nothing any more about whose turn it is. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final int MAX_PROBLEM = 2048;

  @Inject private Ledger ledger;
  @Inject private DataVault vault;
  @Inject private Jobs jobs;
  @Inject private Idempotency idempotency;
  @Inject private AdmissionSettings settings;
  @PersistenceContext private EntityManager database;

  private final Clock clock = Clock.systemUTC();

  /** Another run, or its owner, ended what this run would have ended. */
  static final class RunLost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A fresh id for a run under a token. */
  static String runId(String token) {
    return token + "/" + UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Keeps, records and schedules submissions.
   *
   * @param answer what a later request under the same key is to be told
   */
  void submit(List<Queued> submissions, Claim claim, String answer) {
    submissions.forEach(this::keep);
    idempotency.answered(claim, answer);
    submissions.forEach(submission -> jobs.schedule(submission.row().id));
  }

  private void keep(Queued submission) {
    StoredSimulation row = submission.row();
    row.state = SimulationState.QUEUED;
    row.dataKid = vault.keyId();
    row.request = vault.seal(row.dataKid, row.id, KeptRequest.COLUMN, submission.kept().bytes());
    row.recordedAs(ledger.append(submission.submitted()));
    database.persist(row);
  }

  /** What a submission keeps, opened. */
  KeptRequest kept(StoredSimulation row) {
    return KeptRequest.of(vault.open(row.dataKid, row.id, KeptRequest.COLUMN, row.request));
  }

  /** All that wait. */
  List<Waiting> waiting() {
    return database
        .createQuery(
            "select s.id, s.tenant, s.clientId, s.predictedMicros, s.memoryBytes, s.createdAt"
                + " from StoredSimulation s where s.state = :queued",
            Object[].class)
        .setParameter("queued", SimulationState.QUEUED)
        .getResultList()
        .stream()
        .map(
            row ->
                new Waiting(
                    (String) row[0],
                    (String) row[1],
                    (String) row[2],
                    (long) row[3] * 1e-6,
                    (long) row[4],
                    (long) row[5]))
        .toList();
  }

  /** Who runs jobs now and had computing lately, on all nodes. */
  Usage usage() {
    Usage usage = new Usage();
    grouped("s.state = :bound", SimulationState.RUNNING)
        .forEach(r -> usage.running((String) r[0], (String) r[1], ((Number) r[2]).intValue()));
    grouped("s.startedAt > :bound", clock.millis() - REMEMBERED.toMillis())
        .forEach(
            r -> usage.used((String) r[0], (String) r[1], ((Number) r[3]).doubleValue() * 1e-6));
    return usage;
  }

  private List<Object[]> grouped(String which, Object bound) {
    return database
        .createQuery(
            "select s.tenant, s.clientId, count(s.id), sum(s.predictedMicros)"
                + " from StoredSimulation s where s.immediate = false and "
                + which
                + " group by s.tenant, s.clientId",
            Object[].class)
        .setParameter("bound", bound)
        .getResultList();
  }

  /** Takes one that waits for a run; empty if another run or its owner was faster. */
  Optional<StoredSimulation> claim(String id, String runId) {
    int claimed =
        database
            .createQuery(
                "update StoredSimulation s set s.state = :running, s.runId = :run,"
                    + " s.startedAt = :now, s.workDone = 0, s.runs = s.runs + 1 where s.id = :id and s.state = :queued")
            .setParameter("running", SimulationState.RUNNING)
            .setParameter("run", runId)
            .setParameter("now", clock.millis())
            .setParameter("id", id)
            .setParameter("queued", SimulationState.QUEUED)
            .executeUpdate();
    return claimed == 0 ? Optional.empty() : Optional.of(database.find(StoredSimulation.class, id));
  }

  /** Gives back what runs under this token ran: their node died, or stops. */
  void requeue(String token) {
    database
        .createQuery(
            "update StoredSimulation s set s.state = :queued, s.runId = null, s.startedAt = null"
                + " where s.state = :running and s.runId like :runs")
        .setParameter("queued", SimulationState.QUEUED)
        .setParameter("running", SimulationState.RUNNING)
        .setParameter("runs", token + "/%")
        .executeUpdate();
  }

  /**
   * Ends a run with its result.
   *
   * @param kid of the key that seals it
   * @throws RunLost if it was not this run's to end
   */
  void succeed(String runId, String kid, SimulationEvent.Finished event, Computed computed) {
    Recorded recorded = ledger.append(event);
    Query update =
        end(
                event.id(),
                "s.runId = :run and s.state = :running",
                SimulationState.SUCCEEDED,
                recorded,
                clock.millis(),
                ", s.result = :result, s.resultDigest = :digest, s.seconds = :seconds")
            .setParameter("run", runId)
            .setParameter("running", SimulationState.RUNNING)
            .setParameter(
                "result", vault.seal(kid, event.id(), StoredSimulation.RESULT, computed.bytes()))
            .setParameter("digest", computed.digest())
            .setParameter("seconds", computed.seconds());
    must(update);
  }

  /**
   * Ends a run, or one that still waits, without a result.
   *
   * @param runId null if it waits
   * @throws RunLost if it was not this run's to end, or waits no more
   */
  void fail(String runId, SimulationEvent.Failed event, Problem problem) {
    must(
        endOf(runId, event, SimulationState.FAILED, ", s.problem = :problem")
            .setParameter("problem", document(problem)));
  }

  /** The same where its owner stopped it. */
  void cancel(String runId, SimulationEvent.Cancelled event) {
    must(endOf(runId, event, SimulationState.CANCELLED, ""));
  }

  private Query endOf(String runId, SimulationEvent event, SimulationState state, String more) {
    Recorded recorded = ledger.append(event);
    if (runId == null) {
      return end(event.id(), "s.state = :queued", state, recorded, clock.millis(), more)
          .setParameter("queued", SimulationState.QUEUED);
    }
    return end(
            event.id(),
            "s.runId = :run and s.state = :running",
            state,
            recorded,
            clock.millis(),
            more)
        .setParameter("run", runId)
        .setParameter("running", SimulationState.RUNNING);
  }

  private Query end(
      String id,
      String condition,
      SimulationState state,
      Recorded recorded,
      long now,
      String more) {
    return database
        .createQuery(
            "update StoredSimulation s set s.state = :state, s.endedAt = :now,"
                + " s.expiresAt = :expires, s.entryId = :entry, s.leafHash = :leaf,"
                + " s.entryMac = :mac"
                + more
                + " where s.id = :id and "
                + condition)
        .setParameter("state", state)
        .setParameter("now", now)
        .setParameter("expires", now + settings.kept().toMillis())
        .setParameter("entry", recorded.entryId())
        .setParameter("leaf", recorded.leafHash())
        .setParameter("mac", recorded.mac())
        .setParameter("id", id);
  }

  private static void must(Query update) {
    if (update.executeUpdate() == 0) {
      throw new RunLost();
    }
  }

  /** The document of a failure, as long as its column is at most. */
  static String document(Problem problem) {
    byte[] document = ProblemResponse.document(problem);
    return document.length <= MAX_PROBLEM
        ? new String(document, StandardCharsets.UTF_8)
        : new String(
            ProblemResponse.document(new Problem(problem.type(), "See the log of the node.")),
            StandardCharsets.UTF_8);
  }

  /** Asks whichever node runs it to stop. */
  void requestCancel(String id, Caller owner) {
    database
        .createQuery(
            "update StoredSimulation s set s.cancelRequested = true"
                + " where s.id = :id and s.clientId = :client and s.state = :running")
        .setParameter("id", id)
        .setParameter("client", owner.clientId())
        .setParameter("running", SimulationState.RUNNING)
        .executeUpdate();
  }

  /** Those of these runs whose owner wants them stopped. */
  List<String> cancelled(Collection<String> ids) {
    return database
        .createQuery(
            "select s.id from StoredSimulation s where s.cancelRequested = true and s.id in :ids",
            String.class)
        .setParameter("ids", ids)
        .getResultList();
  }

  /** Tells other nodes how far a run is. */
  void progress(String id, String runId, long work) {
    database
        .createQuery(
            "update StoredSimulation s set s.workDone = :work"
                + " where s.id = :id and s.runId = :run and s.state = :running")
        .setParameter("work", work)
        .setParameter("id", id)
        .setParameter("run", runId)
        .setParameter("running", SimulationState.RUNNING)
        .executeUpdate();
  }

  /**
   * Those that wait and are past their time; and those that an earlier version of this service
   * began within their requests and, since its node ended, never ended.
   */
  List<StoredSimulation> overdue(long now) {
    return database
        .createQuery(
            "select s from StoredSimulation s where s.deadlineAt < :now"
                + " and (s.state = :queued or (s.state = :running and s.immediate = true))",
            StoredSimulation.class)
        .setParameter("now", now)
        .setParameter("queued", SimulationState.QUEUED)
        .setParameter("running", SimulationState.RUNNING)
        .setMaxResults(100)
        .getResultList();
  }
}
