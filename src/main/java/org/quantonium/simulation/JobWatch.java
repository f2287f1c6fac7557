package org.quantonium.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quantonium.identity.Caller;
import org.quantonium.identity.Revocations;
import org.quantonium.identity.TrustedIssuers;
import org.quantonium.keys.KeyRing;

/**
 * Looks at the jobs that streams follow: at those that run here in memory, at all others with one
 * query; and stops those whose clients went away.
 */
@ApplicationScoped
class JobWatch {
  private static final Logger LOG = Logger.getLogger(JobWatch.class.getName());

  @Inject private SimulationStore store;
  @Inject private Views views;
  @Inject private JobQueue queue;
  @Inject private Runs runs;
  @Inject private Revocations revocations;
  @Inject private KeyRing keys;
  @Inject private TrustedIssuers issuers;

  private final Clock clock = Clock.systemUTC();
  private final Queue<Follower> abandoned = new ConcurrentLinkedQueue<>();
  private final Map<String, WatchedJob> watched = new HashMap<>();

  /** Its client went away; its job is stopped in the database at the next look. */
  void abandon(Follower follower) {
    abandoned.add(follower);
  }

  /** Tells each what is new of its job. */
  synchronized void look(Collection<Follower> followers) {
    abandoned.removeIf(this::isStopped);
    try {
      tell(followers.stream().collect(groupingBy(Follower::job)));
    } catch (RuntimeException away) {
      // Called again at once: a database that is away is told of elsewhere.
      LOG.log(Level.FINE, "Jobs could not be looked at", away);
    }
    Instant now = clock.instant();
    followers.forEach(follower -> follower.endWhenExpired(now));
    followers.stream()
        .filter(follower -> isRevoked(follower.caller()))
        .forEach(Follower::endAsRevoked);
  }

  /** As a request of now would be told, but that nothing is asked of the database. */
  private boolean isRevoked(Caller caller) {
    return revocations.isRevoked(caller)
        || keys.isOutOfForce(caller.keyId())
        || issuers.haveTakenBack(caller);
  }

  private boolean isStopped(Follower follower) {
    String id = follower.job();
    try {
      store
          .state(id)
          .filter(SimulationState::isActive)
          .ifPresent(state -> queue.requestCancel(id, state, follower.caller()));
      return true;
    } catch (RuntimeException away) {
      LOG.log(Level.FINE, "A job could not be stopped yet", away);
      return false;
    }
  }

  private void tell(Map<String, List<Follower>> followers) {
    watched.keySet().retainAll(followers.keySet());
    long now = System.nanoTime();
    Set<String> due = new HashSet<>();
    List<String> unknown = new ArrayList<>();
    Set<String> here = new HashSet<>();
    for (String id : followers.keySet()) {
      WatchedJob job = watched.computeIfAbsent(id, fresh -> new WatchedJob());
      boolean runsHere = runs.work(id).isPresent();
      if (job.isDue(now, runsHere)) {
        due.add(id);
        if (runsHere) {
          here.add(id);
        }
        if (job.isToBeRead(runsHere)) {
          unknown.add(id);
        }
      }
    }
    read(unknown, here, followers);
    due.retainAll(watched.keySet());
    see(due, now, followers);
    watched.forEach((id, job) -> followers.get(id).forEach(follower -> follower.tell(job)));
  }

  private void read(List<String> ids, Set<String> here, Map<String, List<Follower>> followers) {
    if (ids.isEmpty()) {
      return;
    }
    Map<String, StoredSimulation> rows =
        store.outlines(ids).stream().collect(toMap(row -> row.id, Function.identity()));
    for (String id : ids) {
      StoredSimulation row = rows.get(id);
      if (row == null) {
        watched.remove(id);
        followers.get(id).forEach(Follower::endAsErased);
      } else {
        watched.get(id).read(row, here.contains(id));
      }
    }
  }

  private void see(Set<String> due, long now, Map<String, List<Follower>> followers) {
    boolean waits = due.stream().anyMatch(id -> watched.get(id).waits());
    Map<String, Views.Turn> turns = waits ? views.turns() : Map.of();
    for (String id : due) {
      try {
        watched.get(id).see(now, views, turns);
      } catch (RuntimeException unreadable) {
        // Whoever asks for it is told why; the others are to hear of theirs.
        LOG.log(Level.WARNING, "Simulation " + id + " cannot be shown", unreadable);
        watched.remove(id);
        followers.get(id).forEach(Follower::end);
      }
    }
  }
}
