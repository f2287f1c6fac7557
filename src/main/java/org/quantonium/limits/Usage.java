package org.quantonium.limits;

import java.util.HashMap;
import java.util.Map;

/**
 * Who runs how many simulations now, and who has had how many seconds of computing lately. Not
 * thread-safe.
 */
public final class Usage {
  private record Who(String tenant, String client) {}

  private final Map<String, Integer> tenantRuns = new HashMap<>();
  private final Map<Who, Integer> clientRuns = new HashMap<>();
  private final Map<String, Double> tenantSeconds = new HashMap<>();
  private final Map<Who, Double> clientSeconds = new HashMap<>();

  Usage copy() {
    Usage copy = new Usage();
    copy.tenantRuns.putAll(tenantRuns);
    copy.clientRuns.putAll(clientRuns);
    copy.tenantSeconds.putAll(tenantSeconds);
    copy.clientSeconds.putAll(clientSeconds);
    return copy;
  }

  /** Counts runs that are going on; fewer than none end some. */
  public Usage running(String tenant, String client, int runs) {
    tenantRuns.merge(tenant, runs, Usage::sumOrNone);
    clientRuns.merge(new Who(tenant, client), runs, Usage::sumOrNone);
    return this;
  }

  /** Counts computing, of runs that ended and of those that are going on. */
  public Usage used(String tenant, String client, double seconds) {
    tenantSeconds.merge(tenant, seconds, Double::sum);
    clientSeconds.merge(new Who(tenant, client), seconds, Double::sum);
    return this;
  }

  /** Makes the past count half; who then has next to nothing is forgotten. */
  void halve() {
    tenantSeconds.replaceAll((who, seconds) -> seconds / 2);
    tenantSeconds.values().removeIf(seconds -> seconds < 1e-6);
    clientSeconds.replaceAll((who, seconds) -> seconds / 2);
    clientSeconds.values().removeIf(seconds -> seconds < 1e-6);
  }

  private static Integer sumOrNone(int runs, int more) {
    return runs + more == 0 ? null : runs + more;
  }

  int runs(String tenant) {
    return tenantRuns.getOrDefault(tenant, 0);
  }

  int runs(String tenant, String client) {
    return clientRuns.getOrDefault(new Who(tenant, client), 0);
  }

  double seconds(String tenant) {
    return tenantSeconds.getOrDefault(tenant, 0.0);
  }

  double seconds(String tenant, String client) {
    return clientSeconds.getOrDefault(new Who(tenant, client), 0.0);
  }
}
