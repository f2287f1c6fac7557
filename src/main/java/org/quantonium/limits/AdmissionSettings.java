package org.quantonium.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/**
 * The numbers of simulations: which are admitted, how long they run and are kept. Checked at start;
 * the catalogue of settings says what each means.
 */
@ApplicationScoped
public class AdmissionSettings {
  private static final int YEAR_SECONDS = 31_536_000;
  private static final int CENTURY_DAYS = 36_500;
  private static final int HOUR_MILLIS = 3_600_000;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** What a circuit of as many operations as may be is counted with. */
  public static final long LARGEST_CIRCUIT_BYTES = 64_000_000;

  private Config config;

  /** What was read: a value is asked for with every request, and takes microseconds to read. */
  private final Map<String, Number> known = new ConcurrentHashMap<>();

  AdmissionSettings() {}

  @Inject
  public AdmissionSettings(Config config) {
    this.config = config;
  }

  /**
   * Reads them all.
   *
   * @throws IllegalStateException if one is out of its range
   */
  public void check() {
    memoryBytes();
    circuitBytes();
    immediateSeconds();
    immediatePlaces();
    quickPlaces();
    immediateWaiting();
    immediateWaitingOfClient();
    jobPlaces();
    jobsWaiting();
    jobsWaitingOfTenant();
    jobsWaitingOfClient();
    jobsRunningOfTenant();
    jobsRunningOfClient();
    longestRunSeconds();
    longestWaitSeconds();
    eventStreams();
    eventStreamsOfClient();
    jobDeadlineSeconds();
    immediateMillis();
    kept();
  }

  /** What all runs of this node may hold at a time. */
  public long memoryBytes() {
    long configured = read("quantonium.memory.budget.bytes", Long.class);
    return configured > 0 ? configured : Runtime.getRuntime().maxMemory() / 2;
  }

  /** What the circuits of all requests may hold at a time; enough for the largest one. */
  public long circuitBytes() {
    long configured = read("quantonium.circuits.budget.bytes", Long.class);
    if (configured != 0 && configured < LARGEST_CIRCUIT_BYTES) {
      throw new IllegalStateException(
          "quantonium.circuits.budget.bytes must be 0, or " + LARGEST_CIRCUIT_BYTES + " or more");
    }
    return configured > 0
        ? configured
        : Math.max(LARGEST_CIRCUIT_BYTES, Runtime.getRuntime().maxMemory() / 4);
  }

  double immediateSeconds() {
    double seconds = read("quantonium.immediate.seconds", Double.class);
    if (!(seconds >= 0 && seconds <= 10)) {
      throw new IllegalStateException("quantonium.immediate.seconds must be from 0 to 10");
    }
    return seconds;
  }

  int immediatePlaces() {
    return orElse("quantonium.immediate.places", Math.max(1, PROCESSORS / 4));
  }

  int quickPlaces() {
    return orElse("quantonium.quick.places", PROCESSORS);
  }

  int immediateWaiting() {
    return number("quantonium.immediate.waiting", 0);
  }

  int immediateWaitingOfClient() {
    return number("quantonium.immediate.client.waiting", 0);
  }

  /** Jobs that this node runs at a time. */
  public int jobPlaces() {
    return orElse("quantonium.jobs.places", Math.max(1, PROCESSORS - immediatePlaces()));
  }

  /** Most jobs that wait, of all tenants and on all nodes. */
  public int jobsWaiting() {
    return number("quantonium.jobs.waiting", 0);
  }

  public int jobsWaitingOfTenant() {
    return number("quantonium.jobs.tenant.waiting", 0);
  }

  public int jobsWaitingOfClient() {
    return number("quantonium.jobs.client.waiting", 0);
  }

  public int jobsRunningOfTenant() {
    return number("quantonium.jobs.tenant.running", 1);
  }

  public int jobsRunningOfClient() {
    return number("quantonium.jobs.client.running", 1);
  }

  /** No run is longer, in seconds. */
  public int longestRunSeconds() {
    return number("quantonium.jobs.seconds", 1);
  }

  /** No request waits longer for a simulation, in seconds. */
  public int longestWaitSeconds() {
    return number("quantonium.simulation.wait.seconds", 0);
  }

  /** Most event streams that this node has open at a time. */
  public int eventStreams() {
    return number("quantonium.events.streams", 0);
  }

  public int eventStreamsOfClient() {
    return number("quantonium.events.client.streams", 0);
  }

  /** How long after its submission a job has ended, in seconds. */
  public int jobDeadlineSeconds() {
    return within("quantonium.jobs.deadline.seconds", 1, YEAR_SECONDS);
  }

  /** How long what runs within its request may run; Fault Tolerance heeds the same setting. */
  public int immediateMillis() {
    return within("org.quantonium.simulation.Runner/run/Timeout/value", 1, HOUR_MILLIS);
  }

  /**
   * How long what has ended is kept: as long as an Idempotency-Key, which stands for it, or longer.
   */
  public Duration kept() {
    return Duration.ofDays(within("quantonium.simulation.keep.days", 1, CENTURY_DAYS));
  }

  private int orElse(String name, int whereZero) {
    int configured = number(name, 0);
    return configured > 0 ? configured : whereZero;
  }

  private int number(String name, int least) {
    int value = read(name, Integer.class);
    if (value < least) {
      throw new IllegalStateException(name + " is " + value + " and must be " + least + " or more");
    }
    return value;
  }

  private int within(String name, int least, int most) {
    int value = read(name, Integer.class);
    if (value < least || value > most) {
      throw new IllegalStateException(
          name + " is " + value + " and must be from " + least + " to " + most);
    }
    return value;
  }

  private <T extends Number> T read(String name, Class<T> type) {
    return type.cast(known.computeIfAbsent(name, unread -> config.getValue(unread, type)));
  }
}
