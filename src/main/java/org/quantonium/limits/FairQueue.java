package org.quantonium.limits;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Whose turn it is.
 *
 * <p>First the tenant that runs least and, among equals, has had least computing lately; within it
 * the client by the same rule; of that client's simulations the one that is expected to end first,
 * where a second of waiting makes up for a second of computing, so that a long one is not passed
 * for ever. What does not fit into the memory that is free is passed by others until it has waited
 * {@value #PATIENCE_SECONDS} seconds; then they wait for it.
 *
 * <p>Cost: n log n comparisons for n that wait.
 */
public final class FairQueue {
  static final int PATIENCE_SECONDS = 30;

  private final int runsPerTenant;
  private final int runsPerClient;

  /**
   * @param runsPerTenant most simulations of one tenant at a time
   * @param runsPerClient most of one client
   */
  public FairQueue(int runsPerTenant, int runsPerClient) {
    this.runsPerTenant = runsPerTenant;
    this.runsPerClient = runsPerClient;
  }

  /**
   * The one to run next.
   *
   * @param freeBytes memory that it may take
   * @param now milliseconds since the epoch
   * @return empty if none waits, or none may run now
   */
  public Optional<Waiting> next(
      Collection<Waiting> waiting, Usage usage, long freeBytes, long now) {
    for (Waiting first : waiting.stream().sorted(turn(usage, now)).toList()) {
      if (usage.runs(first.tenant()) >= runsPerTenant
          || usage.runs(first.tenant(), first.client()) >= runsPerClient) {
        continue;
      }
      if (first.bytes() <= freeBytes) {
        return Optional.of(first);
      }
      if (now - first.since() >= PATIENCE_SECONDS * 1000L) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** All that wait, in the order in which they would run if nothing else came and all fitted. */
  public List<Waiting> forecast(Collection<Waiting> waiting, Usage usage, long now) {
    Usage then = usage.copy();
    Comparator<Waiting> turn = turn(then, now);
    // What one has computed changes its own place only: it is taken out, and put in again.
    Queue<Queue<Queue<Waiting>>> tenants =
        new PriorityQueue<>(Comparator.comparing(tenant -> tenant.peek().peek(), turn));
    waiting.stream()
        .collect(groupingBy(Waiting::tenant, groupingBy(Waiting::client)))
        .values()
        .forEach(clients -> tenants.add(lines(clients.values(), turn)));
    List<Waiting> turns = new ArrayList<>();
    while (!tenants.isEmpty()) {
      Queue<Queue<Waiting>> tenant = tenants.remove();
      Queue<Waiting> client = tenant.remove();
      Waiting next = client.remove();
      turns.add(next);
      then.used(next.tenant(), next.client(), next.seconds());
      putBack(client, tenant);
      putBack(tenant, tenants);
    }
    return turns;
  }

  private static Queue<Queue<Waiting>> lines(
      Collection<List<Waiting>> clients, Comparator<Waiting> turn) {
    Queue<Queue<Waiting>> lines = new PriorityQueue<>(Comparator.comparing(Queue::peek, turn));
    for (List<Waiting> own : clients) {
      Queue<Waiting> line = new PriorityQueue<>(turn);
      line.addAll(own);
      lines.add(line);
    }
    return lines;
  }

  private static <T> void putBack(Queue<T> line, Queue<Queue<T>> lines) {
    if (!line.isEmpty()) {
      lines.add(line);
    }
  }

  private static Comparator<Waiting> turn(Usage usage, long now) {
    return Comparator.comparingInt((Waiting w) -> usage.runs(w.tenant()))
        .thenComparingDouble(w -> usage.seconds(w.tenant()))
        .thenComparing(Waiting::tenant)
        .thenComparingInt(w -> usage.runs(w.tenant(), w.client()))
        .thenComparingDouble(w -> usage.seconds(w.tenant(), w.client()))
        .thenComparing(Waiting::client)
        .thenComparingDouble(w -> w.seconds() - (now - w.since()) * 1e-3)
        .thenComparing(Waiting::id);
  }
}
