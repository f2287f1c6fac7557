package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.Event;
import org.quantonium.ledger.Ledger;
import org.quantonium.ledger.Receipt;

/** Results in the database, each written in one transaction with its entry in the ledger. */
@ApplicationScoped
@Transactional
class SimulationStore {
  private static final String READABLE =
      " (s.clientId = :client or (s.tenant = :tenant and s.visibility = :shared)) ";

  @Inject private Ledger ledger;

  @PersistenceContext private EntityManager database;

  /** Keeps a result and records it: both, or neither. */
  StoredSimulation record(StoredSimulation simulation, Caller caller, Map<String, Object> facts) {
    Receipt receipt =
        ledger.append(
            new Event(
                caller,
                Event.Action.SIMULATION_RUN,
                "/v1/simulations/" + simulation.id,
                "SUCCEEDED",
                facts));
    simulation.entryId = receipt.entry();
    simulation.leafHash = receipt.leafHash();
    database.persist(simulation);
    return simulation;
  }

  /** A simulation that this caller may read; somebody else's is as absent as one that never was. */
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
