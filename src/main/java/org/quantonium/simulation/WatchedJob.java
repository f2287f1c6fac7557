package org.quantonium.simulation;

import java.time.Duration;
import java.util.Map;
import org.quantonium.problem.Json;

/** A job that streams follow, as it was last seen; one thread's. */
final class WatchedJob {
  /** Progress and position are told no more often; an end and a beginning on this node at once. */
  private static final long PERIOD_NANOS = Duration.ofMillis(500).toNanos();

  private record Told(SimulationState state, Integer position, Double progress) {}

  private StoredSimulation row;
  private boolean here;
  private long seenNanos;
  private Told told;
  private ServerSentEvent event;

  /** Whether it is time to look at it. */
  boolean isDue(long nowNanos, boolean runsHere) {
    return row == null || runsHere != here || nowNanos - seenNanos >= PERIOD_NANOS;
  }

  /** Whether the database knows more of it than this node's memory. */
  boolean isToBeRead(boolean runsHere) {
    return row == null || !runsHere || !here || row.state != SimulationState.RUNNING;
  }

  /** The database was asked for it. */
  void read(StoredSimulation found, boolean runsHere) {
    row = found;
    here = runsHere;
  }

  /** Makes a new event of it if there is something to tell. */
  void see(long nowNanos, Views views, Map<String, Views.Turn> turns) {
    seenNanos = nowNanos;
    SimulationView view = views.outline(row, turns);
    Told now = new Told(view.summary().state(), view.position(), view.progress());
    if (!now.equals(told)) {
      told = now;
      event = event(view);
    }
  }

  static ServerSentEvent event(SimulationView view) {
    return ServerSentEvent.of("job", Json.write(view));
  }

  boolean waits() {
    return row.state == SimulationState.QUEUED;
  }

  boolean runs() {
    return row.state == SimulationState.RUNNING;
  }

  boolean hasEnded() {
    return !row.state.isActive();
  }

  ServerSentEvent event() {
    return event;
  }
}
