package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private static final long NOW = 1_000_000;
  private static final long MEMORY = 100;

  private final FairQueue queue = new FairQueue(4, 2);
  private final Usage usage = new Usage();
  private final List<Waiting> waiting = new ArrayList<>();

  private void add(String id, String tenant, String client, double seconds, long bytes, long age) {
    waiting.add(new Waiting(id, tenant, client, seconds, bytes, NOW - age));
  }

  private Optional<String> next() {
    return queue.next(waiting, usage, MEMORY, NOW).map(Waiting::id);
  }

  @Test
  void nobody_is_next_where_nobody_waits() {
    assertThat(next()).isEmpty();
  }

  @Test
  void a_tenant_that_runs_less_goes_first() {
    add("a", "busy", "c1", 1, 1, 60_000);
    add("b", "idle", "c2", 100, 1, 0);
    usage.running("busy", "c1", 1);

    assertThat(next()).contains("b");
  }

  @Test
  void a_tenant_that_had_less_goes_first() {
    add("a", "greedy", "c1", 1, 1, 60_000);
    add("b", "polite", "c2", 100, 1, 0);
    usage.used("greedy", "c1", 10).used("polite", "c2", 9);

    assertThat(next()).contains("b");
  }

  @Test
  void a_tenant_gains_nothing_by_many_clients() {
    for (int i = 0; i < 10; i++) {
      add("a" + i, "greedy", "c" + i, 1, 1, 60_000);
    }
    add("b", "polite", "only", 1, 1, 0);
    usage.used("greedy", "c0", 10);

    assertThat(next()).contains("b");
  }

  @Test
  void within_a_tenant_the_client_that_had_less_goes_first() {
    add("a", "t", "greedy", 1, 1, 60_000);
    add("b", "t", "polite", 100, 1, 0);
    usage.used("t", "greedy", 10);

    assertThat(next()).contains("b");
  }

  @Test
  void of_one_client_the_shortest_goes_first() {
    add("a", "t", "c", 10, 1, 0);
    add("b", "t", "c", 2, 1, 0);
    add("c", "t", "c", 5, 1, 0);

    assertThat(next()).contains("b");
  }

  @Test
  void a_long_one_is_not_passed_for_ever() {
    add("long", "t", "c", 10, 1, 8_001);
    add("short", "t", "c", 2, 1, 0);

    assertThat(next()).contains("long");
  }

  @Test
  void a_client_at_its_limit_is_passed() {
    add("a", "t", "full", 1, 1, 0);
    add("b", "other", "c", 1, 1, 0);
    usage.running("t", "full", 2).running("other", "c", 1).running("other", "d", 2);

    assertThat(next()).contains("b");
  }

  @Test
  void a_tenant_at_its_limit_is_passed() {
    add("a", "t", "idle", 1, 1, 0);
    usage.running("t", "c1", 2).running("t", "c2", 2);

    assertThat(next()).isEmpty();
    usage.running("t", "c2", -1);
    assertThat(next()).contains("a");
  }

  @Test
  void what_does_not_fit_is_passed_for_a_while_and_then_waited_for() {
    add("big", "t", "c", 1, MEMORY + 1, 29_999);
    add("small", "t", "c", 100, MEMORY, 0);
    assertThat(next()).contains("small");

    waiting.clear();
    add("big", "t", "c", 1, MEMORY + 1, 30_000);
    add("small", "t", "c", 100, MEMORY, 0);
    assertThat(next()).isEmpty();
  }

  @Test
  void foretells_turn_by_turn() {
    add("a1", "a", "c", 3, 1, 0);
    add("a2", "a", "c", 4, 1, 0);
    add("b1", "b", "d", 1, 1, 0);
    add("b2", "b", "d", 1, 1, 0);
    usage.used("b", "d", 0.5);

    assertThat(queue.forecast(waiting, usage, NOW))
        .extracting(Waiting::id)
        .containsExactly("a1", "b1", "b2", "a2");
    assertThat(usage.seconds("a")).isZero();
  }

  /** Against what it is to foretell: taking whose turn it is, again and again. */
  @Test
  void foretells_what_would_be_taken_one_after_the_other() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int who = random.nextInt(12);
      add("id" + i, "t" + who % 3, "c" + who, random.nextInt(5), 1, random.nextInt(3000));
    }
    usage.used("t0", "c0", 50).used("t0", "c3", 20).running("t1", "c1", 1);
    Usage then = usage.copy();
    FairQueue unbounded = new FairQueue(Integer.MAX_VALUE, Integer.MAX_VALUE);
    List<Waiting> left = new ArrayList<>(waiting);
    List<Waiting> taken = new ArrayList<>();
    while (!left.isEmpty()) {
      Waiting next = unbounded.next(left, then, MEMORY, NOW).orElseThrow();
      left.remove(next);
      taken.add(next);
      then.used(next.tenant(), next.client(), next.seconds());
    }

    assertThat(queue.forecast(waiting, usage, NOW)).isEqualTo(taken);
  }
}
