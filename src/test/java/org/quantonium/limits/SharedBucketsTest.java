package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.quantonium.redis.Link;
import org.quantonium.redis.RedisAway;

/** Buckets of a node by itself, in the memory that they may have. */
class SharedBucketsTest {
  private static final Rate RATE = new Rate(3, 1);
  private static final Link NONE = new Link(Link.State.NONE, 0, 0, 0);
  private static final int MOST = 10;

  private long now = 5_000_000;
  private final SharedBuckets buckets =
      new SharedBuckets(
          () -> NONE,
          (key, limit, price, known) -> {
            throw new RedisAway();
          },
          1,
          MOST,
          () -> now);

  private boolean take(String key) {
    return buckets.take(key, "shared", RATE, 1).admitted();
  }

  private void takeAll(String key) {
    for (int i = 0; i < RATE.capacity(); i++) {
      assertThat(take(key)).isTrue();
    }
  }

  @Test
  void each_key_has_its_own() {
    takeAll("a");
    assertThat(take("a")).isFalse();
    assertThat(take("b")).isTrue();
  }

  @Test
  void looking_takes_nothing() {
    for (int i = 0; i < 10; i++) {
      assertThat(buckets.look("a", "shared", RATE, 1).admitted()).isTrue();
    }
    takeAll("a");
    assertThat(buckets.look("a", "shared", RATE, 1).admitted()).isFalse();
    now += 1_000_000;
    assertThat(buckets.look("a", "shared", RATE, 1).admitted()).isTrue();
  }

  /** Its share starts empty when Redis is lost; whoever only passes by must not pay for that. */
  @Test
  void a_look_gives_a_key_that_was_never_counted_the_benefit_of_the_doubt() {
    Link away = new Link(Link.State.AWAY, 1, now, 0);
    SharedBuckets one =
        new SharedBuckets(
            () -> away,
            (key, limit, price, known) -> {
              throw new RedisAway();
            },
            2,
            MOST,
            () -> now);

    assertThat(one.look("a", "shared", RATE, 1).admitted()).isTrue();
    assertThat(one.take("a", "shared", RATE, 1).admitted()).isFalse();
    assertThat(one.look("a", "shared", RATE, 1).admitted()).isFalse();
    now += 2_000_000;
    assertThat(one.look("a", "shared", RATE, 1).admitted()).isTrue();
    assertThat(one.take("a", "shared", RATE, 1).admitted()).isTrue();
  }

  @Test
  void a_flood_of_keys_shares_one_limit_and_no_more_memory() {
    int admitted = 0;
    for (int i = 0; i < 1000; i++) {
      admitted += take("flood-" + i) ? 1 : 0;
    }

    assertThat(admitted).isEqualTo(MOST + 3);
    assertThat(buckets.size()).isLessThanOrEqualTo(MOST + 1);
  }

  @Test
  void a_key_that_was_counted_among_others_starts_as_empty_as_it_may_be() {
    for (int i = 0; i < 20; i++) {
      take("flood-" + i);
    }
    assertThat(take("late")).isFalse();
    // The flood's buckets are full again and make room.
    now += 1_500_000;
    assertThat(take("late")).isTrue();
    assertThat(take("late")).isFalse();
  }

  @Test
  void full_buckets_make_room() {
    for (int i = 0; i < MOST; i++) {
      take("flood-" + i);
    }
    now += 1_000_000;
    for (int i = 0; i < MOST; i++) {
      assertThat(take("new-" + i)).isTrue();
    }
  }

  @Test
  void threads_share_a_bucket_exactly() throws Exception {
    AtomicInteger admitted = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    Rate large = new Rate(1000, 1);
    for (int t = 0; t < 8; t++) {
      pool.execute(
          () -> {
            for (int i = 0; i < 500; i++) {
              if (buckets.take("k", "shared", large, 1).admitted()) {
                admitted.incrementAndGet();
              }
            }
          });
    }
    pool.shutdown();

    assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(admitted.get()).isEqualTo(1000);
  }
}
