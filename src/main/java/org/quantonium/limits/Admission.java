package org.quantonium.limits;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.quantonium.engine.Cost;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Admits a simulation by its price: what can never run is refused, what is short runs at once, and
 * what is long becomes a job.
 *
 * <p>A short one has two lanes, so that what takes milliseconds does not wait for what takes a
 * quarter of a second: nothing that runs is interrupted for another. Of what is not quick no more
 * run at a time than there are processors, jobs and the slower lane together. The lanes have an
 * eighth of the memory, which no job can take; the quick one has a quarter of that.
 */
@ApplicationScoped
public class Admission {
  /**
   * Predictions hold within a factor 2, mostly: what is said to last longer than this never ran.
   */
  private static final double DOUBT = 2;

  private static final double QUICK_SECONDS = 0.01;

  private final Clock clock = Clock.systemUTC();
  private AdmissionSettings settings;
  private MemoryBudget jobMemory;
  private MemoryBudget laneMemory;
  private MemoryBudget quickMemory;
  private Lane lane;
  private Lane quick;

  Admission() {}

  @Inject
  Admission(AdmissionSettings settings) {
    this.settings = settings;
  }

  @PostConstruct
  void open() {
    long bytes = settings.memoryBytes();
    quickMemory = new MemoryBudget(bytes / 32);
    laneMemory = new MemoryBudget(bytes / 8 - bytes / 32);
    jobMemory = new MemoryBudget(bytes - bytes / 8);
    lane = lane(settings.immediatePlaces(), laneMemory);
    quick = lane(settings.quickPlaces(), quickMemory);
  }

  private Lane lane(int places, MemoryBudget memory) {
    return new Lane(
        places,
        settings.immediateWaiting(),
        settings.immediateWaitingOfClient(),
        memory,
        clock::millis);
  }

  /** Whether it has memory enough for such a simulation when nothing else runs. */
  public boolean holds(Cost cost) {
    return cost.bytes() <= jobMemory.bytes();
  }

  /** Refuses what this node can never run, like {@link #refuseForEver(Cost, double, String)}. */
  public void refuseForEver(Cost cost, double seconds) {
    refuseForEver(cost, seconds, "Use fewer qubits.");
  }

  /**
   * Refuses what this node can never run. Allocates nothing.
   *
   * @param seconds predicted
   * @param remedy what to do if the memory is not enough
   * @throws Problem LIMIT_EXCEEDED with limit and value
   */
  public void refuseForEver(Cost cost, double seconds, String remedy) {
    if (!holds(cost)) {
      throw new Problem(
              ProblemType.LIMIT_EXCEEDED,
              "The circuit needs "
                  + cost.bytes()
                  + " bytes of memory; this node has "
                  + jobMemory.bytes()
                  + " for a simulation. "
                  + remedy)
          .with("limit", jobMemory.bytes())
          .with("value", cost.bytes());
    }
    double longest = DOUBT * settings.longestRunSeconds();
    if (seconds > longest) {
      throw new Problem(
              ProblemType.LIMIT_EXCEEDED,
              "The simulation would take about "
                  + Math.round(seconds)
                  + " seconds; this node runs none that is expected to take more than "
                  + Math.round(longest)
                  + ". Use fewer qubits, gates or measurements in mid-circuit.")
          .with("limit", longest)
          .with("value", seconds);
    }
  }

  /** Whether it is short enough to be run within its request. */
  public boolean isImmediate(Cost cost, double seconds) {
    return seconds <= settings.immediateSeconds() && cost.bytes() <= laneMemory.bytes();
  }

  /** Whether it is over in so few milliseconds that it needs no supervision. */
  public boolean isQuick(Cost cost, double seconds) {
    return seconds <= QUICK_SECONDS && cost.bytes() <= quickMemory.bytes();
  }

  /** Where it runs if it is short. */
  public Lane lane(Cost cost, double seconds) {
    return isQuick(cost, seconds) ? quick : lane;
  }

  /** What jobs hold. */
  public MemoryBudget jobMemory() {
    return jobMemory;
  }
}
