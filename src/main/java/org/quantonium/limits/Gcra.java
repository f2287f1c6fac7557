package org.quantonium.limits;

/**
 * The generic cell rate algorithm: a bucket of so many units that refills one unit each interval,
 * kept as one number, the debt: in how many microseconds it is full again. Integers alone, so that
 * it and the Lua script never differ.
 *
 * <p>Over any time t it admits at most capacity + t / interval units.
 *
 * @param capacity units in a full bucket, 1 to 10^9
 * @param interval microseconds in which one unit comes back, 1 to 10^9
 */
record Gcra(long capacity, long interval) {
  private static final long MOST = 1_000_000_000;

  /** Time stamps and debts together stay below 2^53, which a Lua number holds exactly. */
  private static final long LONGEST = 1_000_000_000_000_000L;

  Gcra {
    if (capacity < 1 || capacity > MOST || interval < 1 || interval > MOST) {
      throw new IllegalArgumentException("capacity and interval are 1 to " + MOST);
    }
    if (capacity * interval > LONGEST) {
      throw new IllegalArgumentException("a bucket fills within " + LONGEST + " microseconds");
    }
  }

  /** Debt of an empty bucket: the microseconds in which it fills. */
  long limit() {
    return capacity * interval;
  }

  /**
   * What units cost, in microseconds.
   *
   * @param units at least 0; more than the capacity cost as much as a full bucket has, so that a
   *     request that is admitted elsewhere can be paid for some time
   */
  long price(long units) {
    return Math.min(units, capacity) * interval;
  }

  /**
   * Takes units, if there are so many.
   *
   * @param debt before; what is out of 0 to {@link #limit} counts as the nearer of the two
   * @param units at least 0
   */
  Decision decide(long debt, long units) {
    long before = Math.min(Math.max(debt, 0), limit());
    boolean admitted = before + price(units) <= limit();
    return new Decision(this, admitted, admitted ? before + price(units) : before, price(units));
  }

  /**
   * What came of it.
   *
   * @param debt after it, 0 to the limit of the bucket
   * @param price what was asked for, in microseconds
   */
  record Decision(Gcra bucket, boolean admitted, long debt, long price) {
    /** Whole units that are left. */
    long remaining() {
      return (bucket.limit() - debt) / bucket.interval;
    }

    /**
     * Of a refusal the same for a request that pays so many units anew before it comes here again,
     * and so must wait for them too; what was admitted stays so.
     */
    Decision repaying(long units) {
      return admitted ? this : new Decision(bucket, false, debt, price + units * bucket.interval);
    }

    /** Microseconds until the same request would be admitted; 0 if this one was. */
    long retryAfter() {
      return admitted ? 0 : debt + price - bucket.limit();
    }
  }
}
