package org.quantonium.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.Thread.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.storage.FreePort;
import org.quantonium.storage.Settings;

/** The door to a real Redis that is killed, hangs, or was never there. */
@Tag("apart")
class RedisAwayIT {
  /** Little less than the time-out. */
  private static final long SLOW_MILLIS = 45;

  @TempDir private Path directory;

  @Test
  void skips_a_redis_that_was_killed_until_it_is_back() throws Exception {
    try (RedisProcess server = RedisProcess.safe(RedisProcess.first(), directory)) {
      Redis redis = server.door();
      redis.open();
      redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5);
      server.kill();
      redis.seek();
      assertThat(redis.link().isUp()).isTrue();

      assertThatThrownBy(() -> redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5))
          .isInstanceOf(RedisAway.class);
      assertThat(redis.link().state()).isEqualTo(Link.State.AWAY);
      assertThat(redis.link().epoch()).isEqualTo(1);
      redis.seek();
      assertThat(redis.link().epoch()).isEqualTo(1);
      server.start();
      assertThatThrownBy(() -> redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5))
          .isInstanceOf(RedisAway.class);
      found(redis);

      assertThat(redis.link().epoch()).isEqualTo(2);
      assertThat(redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5)).containsExactly(5L, 7L);
      redis.close();
    }
  }

  /** A thread pays for the call that was under way, and for none of the 200 after it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void a_redis_that_hangs_costs_each_thread_one_time_out_at_most(int threads) throws Exception {
    try (RedisProcess server = RedisProcess.safe(RedisProcess.first(), directory)) {
      Redis redis = RedisProcess.door(server.settings(), "quantonium.redis.timeout.millis", "50");
      redis.open();
      List<Long> slow = new CopyOnWriteArrayList<>();
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      Callable<Integer> caller = () -> slowCalls(redis, slow);
      server.hang();
      for (Future<Integer> one : pool.invokeAll(Collections.nCopies(threads, caller))) {
        assertThat(one.get()).isLessThanOrEqualTo(1);
      }
      pool.shutdown();

      assertThat(slow).isNotEmpty();
      // Far more than 50, since the machine may have other work, and far less than no time-out.
      assertThat(Collections.min(slow)).isLessThan(1000);
      redis.tend();
      assertThat(redis.link().state()).isEqualTo(Link.State.AWAY);
      server.goOn();
      found(redis);
      assertThat(redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5)).containsExactly(5L, 7L);
      redis.close();
    }
  }

  /** Of two that want the one connection of a Redis that hangs, the one that waits. */
  @Test
  void an_interrupted_thread_says_nothing_of_redis() throws Exception {
    try (RedisProcess server = RedisProcess.safe(RedisProcess.first(), directory)) {
      Map<String, String> settings = server.settings();
      settings.put("quantonium.redis.connections", "1");
      Redis redis = RedisProcess.door(settings, "quantonium.redis.timeout.millis", "20000");
      redis.open();
      List<FutureTask<List<Long>>> calls = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      server.hang();
      for (int i = 0; i < 2; i++) {
        FutureTask<List<Long>> call =
            new FutureTask<>(() -> redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5));
        calls.add(call);
        threads.add(new Thread(call));
        threads.get(i).start();
      }
      int waits = -1;
      for (int i = 0; i < 1000 && waits < 0; i++) {
        RedisProcess.pause(10);
        waits = threads.stream().map(Thread::getState).toList().indexOf(State.TIMED_WAITING);
      }
      threads.get(waits).interrupt();
      FutureTask<List<Long>> interrupted = calls.get(waits);

      assertThatThrownBy(interrupted::get).hasCauseInstanceOf(RedisAway.class);
      assertThat(redis.link().isUp()).isTrue();
      server.goOn();
      assertThat(calls.get(1 - waits).get()).containsExactly(5L, 7L);
      redis.close();
    }
  }

  private static int slowCalls(Redis redis, List<Long> slow) {
    int mine = 0;
    for (int i = 0; i < 200; i++) {
      long start = System.nanoTime();
      try {
        redis.run(RedisProcess.ECHO, "quantonium:limit:k", i);
      } catch (RedisAway away) {
        // As expected.
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis >= SLOW_MILLIS) {
        slow.add(millis);
        mine++;
      }
      RedisProcess.pause(1);
    }
    return mine;
  }

  @Test
  void a_redis_that_is_away_at_start_stops_nobody() throws Exception {
    Redis redis =
        new Redis(
            new Settings(
                Map.of(
                    "quantonium.mode", "production",
                    "quantonium.redis.url", "redis://127.0.0.1:" + FreePort.find(),
                    "quantonium.redis.connections", "1",
                    "quantonium.redis.timeout.millis", "50")));

    assertThatCode(redis::open).doesNotThrowAnyException();
    assertThat(redis.link().state()).isEqualTo(Link.State.AWAY);
    redis.close();
  }

  /** A machine that is busy may need more than one attempt of 50 ms. */
  private static void found(Redis redis) {
    for (int i = 0; i < 100 && !redis.link().isUp(); i++) {
      redis.seek();
      RedisProcess.pause(50);
    }
    assertThat(redis.link().isUp()).isTrue();
  }
}
