package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

@Timeout(30)
class LaneTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final AtomicInteger ids = new AtomicInteger();
  private final MemoryBudget memory = new MemoryBudget(100);
  private final Lane lane = new Lane(2, 6, 3, memory, clock::get);
  private final ExecutorService clients = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    clients.shutdownNow();
  }

  private Waiting of(String client, long bytes) {
    return new Waiting("" + ids.incrementAndGet(), client, client, 0.1, bytes, clock.get());
  }

  private Future<Lane.Place> later(String client, long bytes) throws InterruptedException {
    Future<Lane.Place> place = clients.submit(() -> lane.enter(of(client, bytes), LONG));
    Thread.sleep(SOON.toMillis());
    return place;
  }

  private Problem refusal(String client, Duration patience) {
    return catchThrowableOfType(Problem.class, () -> lane.enter(of(client, 1), patience));
  }

  @Test
  void has_as_many_places_as_it_has() {
    Lane.Place first = lane.enter(of("a", 1), SOON);
    lane.enter(of("a", 1), SOON);

    Problem full = refusal("a", SOON);
    assertThat(full.type()).isEqualTo(ProblemType.CAPACITY);
    assertThat(full.headers()).containsEntry("Retry-After", "1");
    first.close();
    assertThat(lane.enter(of("a", 1), SOON)).isNotNull();
  }

  @Test
  void waits_for_memory_too() throws Exception {
    Lane.Place first = lane.enter(of("a", 60), SOON);
    Future<Lane.Place> second = later("a", 41);

    assertThat(second.isDone()).isFalse();
    first.close();
    assertThat(second.get()).isNotNull();
  }

  @Test
  void a_place_that_is_left_twice_is_left_once() {
    Lane.Place first = lane.enter(of("a", 60), SOON);
    lane.enter(of("a", 40), SOON);
    first.close();
    first.close();

    assertThat(memory.free()).isEqualTo(60);
    lane.enter(of("a", 1), SOON);
    assertThat(refusal("a", SOON)).isNotNull();
  }

  @Test
  void who_leaves_lets_the_next_one_run_and_still_holds_its_memory() throws Exception {
    Lane.Place first = lane.enter(of("a", 60), SOON);
    lane.enter(of("a", 1), SOON);
    Future<Lane.Place> small = later("a", 1);
    first.leave();
    assertThat(small.get()).isNotNull();

    small.get().leave();
    Future<Lane.Place> large = later("a", 41);
    assertThat(large.isDone()).isFalse();
    first.close();
    assertThat(large.get()).isNotNull();
    assertThat(memory.free()).isEqualTo(57);
  }

  @Test
  void a_client_has_so_many_waiting_and_no_more() throws Exception {
    lane.enter(of("greedy", 1), SOON);
    lane.enter(of("greedy", 1), SOON);
    for (int i = 0; i < 3; i++) {
      assertThat(later("greedy", 1).isDone()).isFalse();
    }

    Problem refused = refusal("greedy", LONG);
    assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_SIMULATIONS);
    assertThat(refused.members()).containsEntry("limit", 3);
    assertThat(refused.headers()).containsKey("Retry-After");
    assertThat(later("polite", 1).isDone()).isFalse();
  }

  @Test
  void all_together_have_so_many_waiting_and_no_more() throws Exception {
    lane.enter(of("a", 1), SOON);
    lane.enter(of("a", 1), SOON);
    for (String client : List.of("a", "a", "b", "b", "c", "c")) {
      assertThat(later(client, 1).isDone()).isFalse();
    }

    assertThat(refusal("d", LONG).type()).isEqualTo(ProblemType.CAPACITY);
  }

  @Test
  void who_came_last_and_had_nothing_goes_first() throws Exception {
    Lane.Place one = lane.enter(of("greedy", 1), SOON);
    Lane.Place two = lane.enter(of("greedy", 1), SOON);
    Future<Lane.Place> greedy = later("greedy", 1);
    Future<Lane.Place> polite = later("polite", 1);

    one.close();
    assertThat(polite.get()).isNotNull();
    assertThat(greedy.isDone()).isFalse();
    two.close();
    assertThat(greedy.get()).isNotNull();
  }

  /** Or computing from before would count whole until the old time comes again. */
  @Test
  void a_clock_that_is_set_back_halves_what_was_computed() throws Exception {
    lane.enter(of("before", 1), SOON).close();
    lane.enter(of("before", 1), SOON).close();
    lane.enter(of("before", 1), SOON).close();
    clock.addAndGet(-3_600_000);
    Lane.Place one = lane.enter(of("since", 1), SOON);
    lane.enter(of("since", 1), SOON).close();
    lane.enter(of("other", 1), SOON);
    Future<Lane.Place> since = later("since", 1);
    Future<Lane.Place> before = later("before", 1);
    one.close();

    assertThat(before.get()).isNotNull();
    assertThat(since.isDone()).isFalse();
  }

  @Test
  void who_gives_up_leaves_no_trace() throws Exception {
    Lane.Place one = lane.enter(of("a", 1), SOON);
    lane.enter(of("a", 1), SOON);
    assertThat(refusal("b", SOON)).isNotNull();

    one.close();
    assertThat(memory.free()).isEqualTo(99);
  }

  @Test
  void a_thread_that_is_interrupted_waits_no_longer() throws Exception {
    lane.enter(of("a", 1), SOON);
    lane.enter(of("a", 1), SOON);
    Thread.currentThread().interrupt();

    assertThat(refusal("b", LONG).type()).isEqualTo(ProblemType.CAPACITY);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void never_lets_more_in_than_fit() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String client = "c" + i;
      tasks.add(
          () -> {
            for (int k = 0; k < 500; k++) {
              Lane.Place place = lane.enter(of(client, 30), LONG);
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              inside.decrementAndGet();
              place.close();
            }
            return 500;
          });
    }
    for (Future<Integer> task : clients.invokeAll(tasks)) {
      assertThat(task.get()).isEqualTo(500);
    }

    assertThat(most.get()).isBetween(1, 2);
    assertThat(memory.free()).isEqualTo(100);
  }
}
