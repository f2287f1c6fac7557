package org.quantonium.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Buckets in this node's memory, at most so many: those that are full again make room. A key that
 * finds none has no bucket of its own, and when it gets one later it is as empty as it can have
 * been.
 *
 * <p>Times are microseconds of one clock that only goes forward.
 */
final class LocalBuckets {
  private static final long SWEEP_MICROS = 1_000_000;

  /**
   * A bucket.
   *
   * @param full when it is full again
   * @param epoch of the link with Redis by which it was last written
   */
  record Bucket(long full, long epoch) {}

  private final int most;
  private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final AtomicLong sweptAt;

  /** When a key last found no room. */
  private volatile long turnedAwayAt;

  private volatile boolean turnedAway;

  LocalBuckets(int most, long now) {
    this.most = most;
    this.sweptAt = new AtomicLong(now - SWEEP_MICROS);
  }

  /** Null if there is none. */
  Bucket find(String key) {
    return buckets.get(key);
  }

  /** The same, once whoever is changing it has done so. */
  Bucket settled(String key) {
    return buckets.compute(key, (k, bucket) -> bucket);
  }

  /** Whether the key has a bucket or may have one. */
  boolean hasRoomFor(String key, long now) {
    if (buckets.containsKey(key) || buckets.size() < most) {
      return true;
    }
    long swept = sweptAt.get();
    if (now - swept >= SWEEP_MICROS && sweptAt.compareAndSet(swept, now)) {
      buckets.entrySet().removeIf(bucket -> bucket.getValue().full() - now <= 0);
    }
    if (buckets.size() < most) {
      return true;
    }
    turnedAwayAt = now;
    turnedAway = true;
    return false;
  }

  /** Changes a bucket while nobody else does; the function gets null for none. */
  void compute(String key, BiFunction<String, Bucket, Bucket> change) {
    buckets.compute(key, change);
  }

  /** What a key without a bucket may owe, since it may have been turned away; 0 or more. */
  long debtOfUnknown(long limit, long now) {
    return turnedAway ? Math.max(0, turnedAwayAt + limit - now) : 0;
  }

  int size() {
    return buckets.size();
  }
}
