package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.quantonium.redis.Link;
import org.quantonium.redis.RedisAway;

/** Nodes that lose Redis and find it again at any time, Redis having forgotten all or nothing. */
class SharedBucketsProperties {
  private static final Rate RATE = new Rate(12, 10);
  private static final String KEY = "k";

  /** What happens next. */
  enum What {
    REQUEST,
    /** Every node loses Redis. */
    LOST,
    /** Every node finds it. */
    FOUND,
    /** The same, and Redis has forgotten. */
    FOUND_EMPTY
  }

  /**
   * One step.
   *
   * @param pause microseconds since the one before it
   * @param node modulo the number of nodes
   */
  record Step(What what, long pause, int node, long units) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<What> what =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.just(What.REQUEST)),
            Tuple.of(2, Arbitraries.just(What.LOST)),
            Tuple.of(1, Arbitraries.just(What.FOUND)),
            Tuple.of(2, Arbitraries.just(What.FOUND_EMPTY)));
    return Combinators.combine(
            what,
            Arbitraries.longs().between(0, 400_000),
            Arbitraries.integers().between(0, 11),
            Arbitraries.longs().between(1, 3))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(150);
  }

  /** One Redis and some nodes, on one clock. */
  private static final class World {
    private final Map<String, Long> redis = new HashMap<>();
    private final List<SharedBuckets> nodes = new ArrayList<>();
    private Link link = upAtStart();
    private long now = 1_000_000_000L;

    World(int count) {
      for (int i = 0; i < count; i++) {
        nodes.add(new SharedBuckets(() -> link, this::take, count, 100, () -> now));
      }
    }

    private static Link upAtStart() {
      return new Link(Link.State.UP, 0, 0, 0);
    }

    private List<Long> take(String key, long limit, long price, long known) throws RedisAway {
      if (!link.isUp()) {
        throw new RedisAway();
      }
      long full = redis.getOrDefault(key, now);
      long debt = Math.min(Math.max(Math.max(full - now, known), 0), limit);
      boolean admitted = debt + price <= limit;
      debt = admitted ? debt + price : debt;
      redis.put(key, now + debt);
      return List.of(admitted ? 1L : 0L, debt);
    }

    /** Units that were admitted. */
    long step(Step step) {
      now += step.pause();
      switch (step.what()) {
        case LOST -> link = link.isUp() ? link.lost(now) : link;
        case FOUND -> link = link.isUp() ? link : link.found(now);
        case FOUND_EMPTY -> {
          if (!link.isUp()) {
            link = link.found(now);
            redis.clear();
          }
        }
        case REQUEST -> {
          SharedBuckets node = nodes.get(step.node() % nodes.size());
          return node.take(KEY, "shared", RATE, step.units()).admitted() ? step.units() : 0;
        }
      }
      return 0;
    }
  }

  @Property(tries = 500)
  void never_admit_more_than_the_limit_together(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 4) int count) {
    World world = new World(count);
    List<Long> times = new ArrayList<>();
    List<Long> units = new ArrayList<>();
    for (Step step : steps) {
      long admitted = world.step(step);
      times.add(world.now);
      units.add(admitted);
    }

    for (int from = 0; from < times.size(); from++) {
      long sum = 0;
      for (int to = from; to < times.size(); to++) {
        sum += units.get(to);
        long time = times.get(to) - times.get(from);
        assertThat(sum)
            .as("%d nodes, from step %d to step %d", count, from, to)
            .isLessThanOrEqualTo(RATE.capacity() + time * RATE.refillPerSecond() / 1_000_000);
      }
    }
  }

  /** A limiter that refuses everybody would pass the property above. */
  @Property(tries = 100)
  void and_admit_the_whole_rate_in_the_long_run(
      @ForAll @IntRange(min = 1, max = 4) int count, @ForAll What[] changes) {
    World world = new World(count);
    for (What what : changes) {
      if (what != What.REQUEST) {
        world.step(new Step(what, 10_000, 0, 1));
      }
    }
    long start = world.now;
    long admitted = 0;
    for (int i = 0; i < 4000; i++) {
      admitted += world.step(new Step(What.REQUEST, 5_000, i, 1));
    }

    long rate = (world.now - start) * RATE.refillPerSecond() / 1_000_000;
    assertThat(admitted).isBetween(rate - RATE.capacity(), rate + RATE.capacity());
  }
}
