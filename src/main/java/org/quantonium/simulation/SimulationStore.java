package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.Ledger;
import org.quantonium.ledger.Recorded;
import org.quantonium.ledger.SimulationEvent;

/** Results in the database, each written in one transaction with its entry in the ledger. */
@ApplicationScoped
@Transactional
class SimulationStore {
  private static final String READABLE =
      " (s.clientId = :client or (s.tenant = :tenant and s.visibility = :shared)) ";

  @Inject private Ledger ledger;

  @PersistenceContext private EntityManager database;

  private final Clock clock = Clock.systemUTC();

  /** Keeps a result and records it: both, or neither. */
  StoredSimulation record(StoredSimulation simulation, SimulationEvent.Finished event) {
    Recorded recorded = ledger.append(event);
    simulation.entryId = recorded.entryId();
    simulation.leafHash = recorded.leafHash();
    simulation.entryMac = recorded.mac();
    database.persist(simulation);
    return simulation;
  }

  /**
   * A simulation that this caller may read; somebody else's is as absent as one that never was. The
   * first reading by each client but the owner, who had it in the answer, is recorded.
   *
   * @throws jakarta.persistence.PersistenceException with a unique violation behind it if another
   *     reading of this client has just become the first
   */
  Optional<StoredSimulation> read(String id, Caller caller) {
    Optional<StoredSimulation> found = find(id, caller);
    found
        .filter(simulation -> !simulation.clientId.equals(caller.clientId()))
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

  /** At most {@code limit} simulations older than {@code before}, newest first; no results read. */
  List<SimulationSummary> page(String before, int limit, Caller caller) {
    return database
        .createQuery(
            "select s.id, s.createdAt, s.visibility, s.sourceDigest from StoredSimulation s"
                + " where s.id < :before and"
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
                    (String) row[0], (long) row[1], (Visibility) row[2], (String) row[3]))
        .toList();
  }
}
