package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.redis.Redis;
import org.quantonium.redis.RedisProcess;
import org.quantonium.redis.Script;

/** The arithmetic of {@link Gcra} in a real Redis: the same cases, and the same at random. */
@Tag("apart")
class GcraScriptIT {
  private static final Script SCRIPT = Script.beside(RateLimits.class, "gcra.lua");
  private static final String KEY = "quantonium:limit:test:";

  @TempDir private Path directory;

  static Stream<Path> binaries() throws Exception {
    return RedisProcess.binaries();
  }

  /** A bucket that is new owes what the caller says, so that no time passes between the two. */
  @ParameterizedTest
  @MethodSource("binaries")
  void decides_each_case_as_the_other(Path binary) throws Exception {
    try (RedisProcess server = RedisProcess.safe(binary, directory)) {
      Redis redis = server.door();
      redis.open();
      for (GcraCases.Case expected : GcraCases.all().toList()) {
        Gcra bucket = expected.bucket();
        assertThat(
                redis.run(
                    SCRIPT,
                    KEY + expected.name().replace(' ', '-'),
                    bucket.limit(),
                    bucket.price(expected.units()),
                    expected.debt()))
            .as("%s", expected)
            .containsExactly(expected.admitted() ? 1L : 0L, expected.after());
      }
      SplittableRandom random = new SplittableRandom(7);
      for (int i = 0; i < 2000; i++) {
        Gcra bucket = new Gcra(random.nextLong(1, 1000), random.nextLong(1, 1_000_000));
        long debt = random.nextLong(0, bucket.limit() + 1);
        long units = random.nextLong(0, bucket.capacity() + 2);
        Gcra.Decision decision = bucket.decide(debt, units);
        assertThat(redis.run(SCRIPT, KEY + i, bucket.limit(), bucket.price(units), debt))
            .containsExactly(decision.admitted() ? 1L : 0L, decision.debt());
      }
      redis.close();
    }
  }

  /** Stored and read back: microseconds since 1970 survive Lua's numbers. */
  @ParameterizedTest
  @MethodSource("binaries")
  void keeps_what_a_bucket_owes_and_forgets_it_when_it_is_full(Path binary) throws Exception {
    try (RedisProcess server = RedisProcess.safe(binary, directory)) {
      Redis redis = server.door();
      redis.open();
      Gcra slow = new Gcra(10, 1_000_000_000);
      for (int taken = 1; taken <= 10; taken++) {
        long before = System.nanoTime();
        var answer = redis.run(SCRIPT, KEY + "slow", slow.limit(), slow.price(1), 0);
        long elapsed = (System.nanoTime() - before) / 1000;
        assertThat(answer.get(0)).isEqualTo(1);
        // Less the microseconds that passed since the bucket was made, which are few.
        assertThat(answer.get(1))
            .isBetween(slow.price(taken) - 30_000_000 - elapsed, slow.price(taken));
      }
      assertThat(redis.run(SCRIPT, KEY + "slow", slow.limit(), slow.price(1), 0).get(0)).isZero();

      Gcra quick = new Gcra(1, 50_000);
      assertThat(redis.run(SCRIPT, KEY + "q", quick.limit(), quick.price(1), 0).get(0)).isOne();
      Thread.sleep(200);
      assertThat(redis.run(SCRIPT, KEY + "q", quick.limit(), 0, 0)).containsExactly(1L, 0L);
      Script ttl = new Script("return {redis.call('GET', KEYS[1]) and 1 or 0}", "0".repeat(40));
      assertThat(redis.run(ttl, KEY + "q")).containsExactly(0L);
      redis.close();
    }
  }
}
