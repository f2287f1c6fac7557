package org.quantonium.limits;

/**
 * How much of something is admitted: a burst, and what comes back each second.
 *
 * @param capacity units at once, 1 to 10^9
 * @param refillPerSecond units that come back each second, 1 to 10^6
 */
public record Rate(long capacity, long refillPerSecond) {
  private static final long SECOND = 1_000_000;

  public Rate {
    if (capacity < 1 || capacity > 1_000_000_000) {
      throw new IllegalArgumentException("capacity must be 1 to 1000000000");
    }
    if (refillPerSecond < 1 || refillPerSecond > SECOND) {
      throw new IllegalArgumentException("refill per second must be 1 to 1000000");
    }
  }

  /** The bucket of that rate; where a second does not divide evenly it is the slower one. */
  Gcra bucket() {
    return new Gcra(capacity, interval());
  }

  /**
   * The bucket of one node of several while they cannot ask one another: all of them together are
   * no more than the whole.
   *
   * @param nodes 1 to the capacity
   */
  Gcra share(int nodes) {
    return new Gcra(capacity / nodes, interval() * nodes);
  }

  /** Seconds in which an empty bucket fills, rounded up. */
  long seconds() {
    return ceilDiv(capacity, refillPerSecond);
  }

  private long interval() {
    return ceilDiv(SECOND, refillPerSecond);
  }

  /** Rounded up; Java has it from 18 on. */
  static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
