package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class GcraProperties {
  /**
   * A request.
   *
   * @param pause microseconds since the one before it
   */
  record Request(long pause, long units) {}

  /** What was admitted, and when. */
  private record Admitted(long at, long units) {}

  @Provide
  Arbitrary<List<Request>> schedules() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 3_000_000), Arbitraries.longs().between(1, 8))
        .as(Request::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  /** Of every stretch of time, from any request to any later one. */
  @Property(tries = 300)
  void never_admits_more_than_burst_and_rate_allow(
      @ForAll("schedules") List<Request> schedule,
      @ForAll @LongRange(min = 8, max = 40) long capacity,
      @ForAll @LongRange(min = 1, max = 2_000_000) long interval) {
    List<Admitted> admitted = new ArrayList<>();
    Gcra bucket = new Gcra(capacity, interval);
    long now = 0;
    long full = 0;
    for (Request request : schedule) {
      now += request.pause();
      Gcra.Decision decision = bucket.decide(full - now, request.units());
      full = now + decision.debt();
      if (decision.admitted()) {
        admitted.add(new Admitted(now, request.units()));
      }
    }

    for (int from = 0; from < admitted.size(); from++) {
      long sum = 0;
      for (int to = from; to < admitted.size(); to++) {
        sum += admitted.get(to).units();
        long time = admitted.get(to).at() - admitted.get(from).at();
        assertThat(sum).isLessThanOrEqualTo(capacity + time / interval);
      }
    }
  }

  /**
   * Greedy refill of Bucket4j, one token each interval, is the same limit by another arithmetic.
   */
  @Property(tries = 300)
  void admits_what_bucket4j_admits(
      @ForAll("schedules") List<Request> schedule,
      @ForAll @LongRange(min = 8, max = 40) long capacity,
      @ForAll @LongRange(min = 1, max = 2_000_000) long interval) {
    long[] now = {0};
    Gcra bucket = new Gcra(capacity, interval);
    Bucket oracle = oracle(capacity, interval, now);
    long full = 0;
    for (Request request : schedule) {
      now[0] += request.pause();
      Gcra.Decision decision = bucket.decide(full - now[0], request.units());
      full = now[0] + decision.debt();
      ConsumptionProbe expected = oracle.tryConsumeAndReturnRemaining(request.units());

      assertThat(decision.admitted()).isEqualTo(expected.isConsumed());
      assertThat(decision.remaining()).isEqualTo(expected.getRemainingTokens());
      assertThat(decision.retryAfter() * 1000).isEqualTo(expected.getNanosToWaitForRefill());
    }
  }

  private static Bucket oracle(long capacity, long interval, long[] now) {
    return Bucket.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(capacity)
                .refillGreedy(1, Duration.ofNanos(interval * 1000))
                .build())
        .withCustomTimePrecision(
            new TimeMeter() {
              @Override
              public long currentTimeNanos() {
                return now[0] * 1000;
              }

              @Override
              public boolean isWallClockBased() {
                return false;
              }
            })
        .build();
  }
}
