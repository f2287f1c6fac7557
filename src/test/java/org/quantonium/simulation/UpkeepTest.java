package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.ledger.SimulationEvent;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class UpkeepTest {
  private static final Logger LOG = Logger.getLogger(Upkeep.class.getName());
  private static final long KEPT = 86_400_000;

  private final List<String> done = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private final List<StoredSimulation> overdue = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(10 * KEPT), ZoneOffset.UTC);
  private final Upkeep upkeep =
      new Upkeep(new Table(), new Store(), new Keys(), new Kept(), clock, nanos::get);

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord told) {
          logged.add(told.getLevel() + " " + told.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /** Rows to be forgotten, and how long 1,000 take. */
  private long rows;

  private long nanosPerThousand;
  private boolean ledgerAway;
  private boolean databaseAway;

  private final class Table extends JobTable {
    @Override
    List<StoredSimulation> overdue(long now) {
      return List.copyOf(overdue);
    }

    @Override
    KeptRequest kept(StoredSimulation row) {
      if (row.request == null) {
        throw new Problem(ProblemType.UNAVAILABLE, "What was kept does not open.");
      }
      return new KeptRequest("subject of " + row.id, null);
    }

    @Override
    void fail(String runId, SimulationEvent.Failed event, Problem problem) {
      if (ledgerAway && event.id().equals("bad")) {
        throw new Problem(ProblemType.UNAVAILABLE, "The ledger takes no entries.");
      }
      done.add(event.id() + " by " + event.caller().subject());
      overdue.removeIf(row -> row.id.equals(event.id()));
    }
  }

  private final class Store extends SimulationStore {
    @Override
    void expire(long now) {
      if (databaseAway) {
        throw new IllegalStateException("away");
      }
      done.add("expired " + now / KEPT);
    }

    @Override
    boolean forget(long before) {
      assertThat(before).isEqualTo(9 * KEPT);
      boolean more = rows >= 1000;
      rows = Math.max(0, rows - 1000);
      nanos.addAndGet(nanosPerThousand);
      return more;
    }
  }

  private final class Keys extends Idempotency {
    @Override
    public void tend() {
      done.add("keys");
    }
  }

  private static final class Kept extends AdmissionSettings {
    private Kept() {
      super(null);
    }

    @Override
    public Duration kept() {
      return Duration.ofMillis(KEPT);
    }
  }

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  private void late(String id, boolean opens) {
    StoredSimulation row = new StoredSimulation();
    row.id = id;
    row.clientId = "c-1";
    row.tenant = "acme";
    row.state = SimulationState.QUEUED;
    row.request = opens ? new byte[] {1} : null;
    overdue.add(row);
  }

  @Test
  void a_submission_that_does_not_open_ends_too_and_is_told_of_once() {
    late("bad", false);
    late("good", true);

    upkeep.tend();
    upkeep.tend();

    assertThat(done)
        .containsExactly(
            "bad by c-1", "good by subject of good", "expired 10", "keys", "expired 10", "keys");
    assertThat(logged).singleElement().asString().startsWith("SEVERE").contains("bad", "restore");
  }

  @Test
  void one_that_cannot_be_ended_holds_up_no_other_and_is_told_of_once() {
    ledgerAway = true;
    late("bad", true);
    late("good", true);

    upkeep.tend();
    upkeep.tend();

    assertThat(done)
        .containsExactly("good by subject of good", "expired 10", "keys", "expired 10", "keys");
    assertThat(logged)
        .singleElement()
        .asString()
        .startsWith(Level.SEVERE.getName())
        .contains("bad", "tried again");
  }

  @Test
  void what_fails_anew_is_told_of_anew() {
    databaseAway = true;
    upkeep.tend();
    databaseAway = false;
    upkeep.tend();
    databaseAway = true;
    upkeep.tend();

    assertThat(done).containsExactly("keys", "expired 10", "keys", "keys");
    assertThat(logged).hasSize(2);
  }

  @Test
  void a_round_goes_on_until_nothing_is_left() {
    rows = 60_500;
    upkeep.tend();

    assertThat(rows).isZero();
  }

  @Test
  void a_round_ends_after_a_third_of_the_time_to_the_next() {
    rows = 1_000_000;
    nanosPerThousand = 2_000_000_000;
    upkeep.tend();

    assertThat(rows).isEqualTo(1_000_000 - 10 * 1000);
    assertThat(done).contains("keys");
  }

  @Test
  void a_node_that_stops_is_not_kept_from_it() {
    rows = 1_000_000;
    Thread.currentThread().interrupt();
    upkeep.tend();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(rows).isEqualTo(999_000);
  }
}
