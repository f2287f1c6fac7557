package org.quantonium.simulation;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.quantonium.limits.AdmissionSettings;

/**
 * Runs jobs on whichever node has a place, by db-scheduler: it knows which nodes live, and has the
 * work of a dead one done by another.
 *
 * <p>One row of its table stands for each job that has not ended, but not for a certain job: who
 * picks a row runs whosever turn it is (docs/adr/0017). A job and its row are written in one
 * transaction.
 */
@ApplicationScoped
public class Jobs {
  private static final TaskDescriptor<Void> RUN = TaskDescriptor.of("run-a-simulation");
  private static final TaskDescriptor<Void> TEND = TaskDescriptor.of("tend-simulations");

  private static final Duration POLL = Duration.ofSeconds(1);

  /** A node that was silent for four of these is dead: its jobs start elsewhere within 20 s. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  private static final int MISSED_HEARTBEATS = 4;

  /** After so long one looks again whether what waits may run now. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  static final Duration TEND_PERIOD = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  @Inject private AdmissionSettings settings;
  @Inject private JobRunner runner;
  @Inject private Upkeep upkeep;
  @Inject private Runs runs;
  @Inject private SpareCores cores;

  @Resource(lookup = "java:app/jdbc/quantonium")
  private DataSource database;

  private final Clock clock = Clock.systemUTC();
  private Scheduler scheduler;

  /**
   * Begins to run jobs.
   *
   * @param threads makes threads of the server's
   */
  public void start(ThreadFactory threads) {
    CustomTask<Void> run =
        Tasks.custom(RUN)
            .onDeadExecutionRevive()
            .onFailure((ended, row) -> row.reschedule(ended, clock.instant().plus(POLL)))
            .execute((row, context) -> run(row.getId()));
    RecurringTask<Void> tend =
        Tasks.recurring(TEND, FixedDelay.of(TEND_PERIOD)).execute((row, context) -> upkeep.tend());
    scheduler =
        Scheduler.create(database, run)
            .startTasks(tend)
            .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
            .threads(settings.jobPlaces())
            .executorService(Executors.newFixedThreadPool(settings.jobPlaces(), threads))
            .dueExecutor(Executors.newSingleThreadExecutor(threads))
            .housekeeperExecutor(Executors.newScheduledThreadPool(2, threads))
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(STOP)
            .build();
    scheduler.start();
  }

  /** Stops: what runs is interrupted, and waits for another start or node. */
  public void stop() {
    if (scheduler != null) {
      scheduler.pause();
      runs.interruptJobs();
      scheduler.stop();
    }
  }

  private CompletionHandler<Void> run(String token) {
    return switch (runner.runNext(token)) {
      case NOTHING_WAITS -> new CompletionHandler.OnCompleteRemove<>();
      case NOTHING_MAY_RUN ->
          (ended, row) -> row.reschedule(ended, clock.instant().plus(LOOK_AGAIN));
    };
  }

  /** Heeds cancellations that came to other nodes; to be called many times a second. */
  public void look() {
    runs.look();
  }

  /** Gives up memory that no run has needed since the last call. */
  public void trim() {
    cores.trim();
  }

  /** Puts the row of a job into the transaction that writes the job. */
  void schedule(String token) {
    scheduler.schedule(RUN.instance(token).scheduledTo(clock.instant()));
  }

  /** Looks at once for what was scheduled; to be called after the commit. */
  void wake() {
    scheduler.triggerCheckForDueExecutions();
  }
}
