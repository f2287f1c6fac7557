package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.Ledger;
import org.quantonium.ledger.SimulationEvent;

/** What clients read of simulations, and erase. */
@ApplicationScoped
@Transactional
class SimulationStore {
  private static final String READABLE =
      " (s.clientId = :client or (s.tenant = :tenant and s.visibility = :shared)) ";

  private static final int MOST_FORGOTTEN = 1000;

  @Inject private Ledger ledger;

  @PersistenceContext private EntityManager database;

  private final Clock clock = Clock.systemUTC();

  /**
   * A simulation that this caller may read; somebody else's is as absent as one that never was. The
   * first reading of a result by each client is recorded, but not by the owner who had it in the
   * answer.
   *
   * @throws jakarta.persistence.PersistenceException with a unique violation behind it if another
   *     reading of this client has just become the first
   */
  Optional<StoredSimulation> read(String id, Caller caller) {
    Optional<StoredSimulation> found = find(id, caller);
    found
        .filter(simulation -> simulation.state == SimulationState.SUCCEEDED)
        .filter(s -> !(s.immediate && s.clientId.equals(caller.clientId())))
        .filter(simulation -> !isDelivered(id, caller))
        .ifPresent(simulation -> deliver(simulation, caller));
    return found;
  }

  private void deliver(StoredSimulation simulation, Caller reader) {
    database
        .createNativeQuery(
            "insert into simulation_delivery (simulation_id, client_id, delivered_at)"
                + " values (?1, ?2, ?3)")
        .setParameter(1, simulation.id)
        .setParameter(2, reader.clientId())
        .setParameter(3, clock.millis())
        .executeUpdate();
    ledger.append(new SimulationEvent.Delivered(reader, simulation.id, simulation.resultDigest));
  }

  private boolean isDelivered(String id, Caller reader) {
    Object count =
        database
            .createNativeQuery(
                "select count(*) from simulation_delivery"
                    + " where simulation_id = ?1 and client_id = ?2")
            .setParameter(1, id)
            .setParameter(2, reader.clientId())
            .getSingleResult();
    return ((Number) count).longValue() > 0;
  }

  /** The same, for whoever is shown nothing of the result: no delivery is recorded. */
  Optional<StoredSimulation> find(String id, Caller caller) {
    return database
        .createQuery(
            "select s from StoredSimulation s where s.id = :id and" + READABLE,
            StoredSimulation.class)
        .setParameter("id", id)
        .setParameter("client", caller.clientId())
        .setParameter("tenant", caller.tenant())
        .setParameter("shared", Visibility.TENANT)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Where it is in its life, without reading what it holds. */
  Optional<SimulationState> state(String id) {
    return database
        .createQuery(
            "select s.state from StoredSimulation s where s.id = :id", SimulationState.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** How far each of these is: their rows without what they hold. */
  List<StoredSimulation> outlines(Collection<String> ids) {
    return database
        .createQuery(
            "select s.id, s.clientId, s.tenant, s.visibility, s.state, s.sourceDigest,"
                + " s.resultDigest, s.seconds, s.predictedMicros, s.workTotal, s.workDone,"
                + " s.problem, s.entryId, s.leafHash, s.entryMac, s.createdAt, s.startedAt,"
                + " s.endedAt, s.expiresAt, s.batchPlace from StoredSimulation s where s.id in :ids",
            Object[].class)
        .setParameter("ids", ids)
        .getResultList()
        .stream()
        .map(StoredSimulation::outline)
        .toList();
  }

  /** Those of a batch that this caller may read, in their order, without what they hold. */
  List<StoredSimulation> batch(String id, Caller caller) {
    List<String> ids =
        database
            .createQuery(
                "select s.id from StoredSimulation s where s.batch = :batch and" + READABLE,
                String.class)
            .setParameter("batch", id)
            .setParameter("client", caller.clientId())
            .setParameter("tenant", caller.tenant())
            .setParameter("shared", Visibility.TENANT)
            .getResultList();
    return ids.isEmpty()
        ? List.of()
        : outlines(ids).stream().sorted(Comparator.comparing(row -> row.batchPlace)).toList();
  }

  /** At most {@code limit} simulations older than {@code before}, newest first; no results read. */
  List<SimulationSummary> page(String before, int limit, Caller caller) {
    return database
        .createQuery(
            "select s.id, s.state, s.createdAt, s.visibility, s.sourceDigest"
                + " from StoredSimulation s where s.id < :before and"
                + READABLE
                + "order by s.id desc",
            Object[].class)
        .setParameter("before", before)
        .setParameter("client", caller.clientId())
        .setParameter("tenant", caller.tenant())
        .setParameter("shared", Visibility.TENANT)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(
            row ->
                SimulationSummary.of(
                    (String) row[0],
                    (SimulationState) row[1],
                    (long) row[2],
                    (Visibility) row[3],
                    (String) row[4]))
        .toList();
  }

  /**
   * Erases what its owner had kept, and records that.
   *
   * @return false if it has not ended, or is not there any more
   */
  boolean erase(String id, Caller owner) {
    StoredSimulation simulation = database.find(StoredSimulation.class, id);
    if (simulation == null
        || !simulation.clientId.equals(owner.clientId())
        || simulation.state.isActive()) {
      return false;
    }
    forgetDeliveries(List.of(id));
    database.remove(simulation);
    ledger.append(new SimulationEvent.Erased(owner, id));
    return true;
  }

  /**
   * Erases request and result of what has been kept long enough; its row stays, EXPIRED.
   *
   * @param now milliseconds since the epoch
   */
  void expire(long now) {
    database
        .createQuery(
            "update StoredSimulation s set s.state = :expired, s.request = null, s.result = null,"
                + " s.seconds = null where s.expiresAt < :now and s.state not in :kept")
        .setParameter("expired", SimulationState.EXPIRED)
        .setParameter("now", now)
        .setParameter(
            "kept",
            List.of(SimulationState.QUEUED, SimulationState.RUNNING, SimulationState.EXPIRED))
        .executeUpdate();
  }

  /**
   * Removes rows that expired before then, at most 1,000 of them.
   *
   * @param before milliseconds since the epoch
   * @return whether there may be more
   */
  boolean forget(long before) {
    List<String> gone =
        database
            .createQuery(
                "select s.id from StoredSimulation s where s.expiresAt < :before and s.state = :state",
                String.class)
            .setParameter("before", before)
            .setParameter("state", SimulationState.EXPIRED)
            .setMaxResults(MOST_FORGOTTEN)
            .getResultList();
    if (!gone.isEmpty()) {
      forgetDeliveries(gone);
      database
          .createQuery("delete from StoredSimulation s where s.id in :gone")
          .setParameter("gone", gone)
          .executeUpdate();
    }
    return gone.size() == MOST_FORGOTTEN;
  }

  private void forgetDeliveries(List<String> ids) {
    for (String id : ids) {
      database
          .createNativeQuery("delete from simulation_delivery where simulation_id = ?1")
          .setParameter(1, id)
          .executeUpdate();
    }
  }
}
