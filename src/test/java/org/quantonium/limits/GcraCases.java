package org.quantonium.limits;

import java.util.stream.Stream;

/**
 * What a bucket does, case by case: for {@link GcraTest}, and for {@link GcraScriptIT} with the
 * same arithmetic in Lua.
 */
final class GcraCases {
  /**
   * One request.
   *
   * @param debt of the bucket before it, microseconds
   * @param after debt after it
   * @param retryAfter microseconds
   */
  record Case(
      String name,
      Gcra bucket,
      long debt,
      long units,
      boolean admitted,
      long after,
      long remaining,
      long retryAfter) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Gcra TEN = new Gcra(10, 1_000_000);

  /** A unit that no second divides into, near the largest bucket there is. */
  private static final Gcra ODD = new Gcra(999_999_937, 333_334);

  private GcraCases() {}

  static Stream<Case> all() {
    return Stream.of(
        new Case("one of a full bucket", TEN, 0, 1, true, 1_000_000, 9, 0),
        new Case("all of a full bucket", TEN, 0, 10, true, 10_000_000, 0, 0),
        new Case("more than all counts as all", TEN, 0, 11, true, 10_000_000, 0, 0),
        new Case("the most there can be", TEN, 0, Long.MAX_VALUE, true, 10_000_000, 0, 0),
        new Case("the last one", TEN, 9_000_000, 1, true, 10_000_000, 0, 0),
        new Case("one too early", TEN, 9_000_001, 1, false, 9_000_001, 0, 1),
        new Case("of an empty bucket", TEN, 10_000_000, 1, false, 10_000_000, 0, 1_000_000),
        new Case("all of an empty bucket", TEN, 10_000_000, 10, false, 10_000_000, 0, 10_000_000),
        new Case("more than all of one in use", TEN, 1, 11, false, 1, 9, 1),
        new Case("several", TEN, 3_000_000, 7, true, 10_000_000, 0, 0),
        new Case("one more than there are", TEN, 3_000_000, 8, false, 3_000_000, 7, 1_000_000),
        new Case("nothing of a full bucket", TEN, 0, 0, true, 0, 10, 0),
        new Case("nothing of an empty bucket", TEN, 10_000_000, 0, true, 10_000_000, 0, 0),
        new Case("part of a unit is none", TEN, 8_500_000, 1, true, 9_500_000, 0, 0),
        new Case("a debt past the limit", TEN, 99_000_000, 1, false, 10_000_000, 0, 1_000_000),
        new Case("a debt below nothing", TEN, -5_000_000, 1, true, 1_000_000, 9, 0),
        new Case("a single unit", new Gcra(1, 1), 0, 1, true, 1, 0, 0),
        new Case("and then another", new Gcra(1, 1), 1, 1, false, 1, 0, 1),
        new Case("a very large bucket", ODD, 0, 999_999_936, true, 333_333_978_666_624L, 1, 0),
        new Case("the last of it", ODD, 333_333_978_666_624L, 1, true, 333_333_978_999_958L, 0, 0));
  }
}
