package org.quantonium.limits;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.quantonium.limits.Gcra.Decision;
import org.quantonium.limits.LocalBuckets.Bucket;
import org.quantonium.redis.Link;
import org.quantonium.redis.RedisAway;

/**
 * The buckets of all keys: in Redis while it answers, else in this node, which then has its share.
 *
 * <p>No change between the two admits more than the limit, on all nodes together (docs/adr/0014). A
 * node that is the only one goes on from what Redis last said. One of several cannot know what the
 * others took: its share starts empty. When Redis is back, the first call with a key tells it what
 * is left here, for Redis may have forgotten.
 */
final class SharedBuckets {
  /** Asks Redis: the bucket's limit, a price and a known debt, all in microseconds. */
  @FunctionalInterface
  interface Remote {
    /** 1 if it was admitted, and the debt. */
    List<Long> take(String key, long limit, long price, long known) throws RedisAway;
  }

  private final Supplier<Link> link;
  private final Remote remote;
  private final int nodes;
  private final LongSupplier clock;
  private final LocalBuckets local;

  /**
   * @param nodes how many share the limits
   * @param most buckets in memory
   * @param clock microseconds, as in the link
   */
  SharedBuckets(Supplier<Link> link, Remote remote, int nodes, int most, LongSupplier clock) {
    this.link = link;
    this.remote = remote;
    this.nodes = nodes;
    this.clock = clock;
    this.local = new LocalBuckets(most, clock.getAsLong());
  }

  /**
   * Takes units from a key's bucket.
   *
   * @param shared under which all keys are counted that find no room here
   */
  Decision take(String key, String shared, Rate rate, long units) {
    Decision decision;
    do {
      decision = takeOnce(key, shared, rate, units);
    } while (decision == null);
    return decision;
  }

  /** Null if the link has changed meanwhile, which it does about once a second at most. */
  private Decision takeOnce(String key, String shared, Rate rate, long units) {
    Link now = link.get();
    if (!now.isUp()) {
      return takeHere(key, shared, rate, units, now);
    }
    try {
      return takeThere(key, rate, units, now);
    } catch (RedisAway e) {
      return null;
    }
  }

  /**
   * Whether so many units would be admitted, for all that this node knows: a key that it has not
   * counted is given the benefit of the doubt, since a look takes nothing. Costs no round trip.
   */
  Decision look(String key, String shared, Rate rate, long units) {
    Link now = link.get();
    Bucket bucket = local.find(key);
    if (bucket == null && !now.isUp() && local.isFull()) {
      bucket = local.find(shared);
    }
    Gcra here = now.isUp() ? rate.bucket() : here(rate, now);
    return here.decide(bucket == null ? 0 : bucket.full() - clock.getAsLong(), units);
  }

  private Decision takeThere(String key, Rate rate, long units, Link now) throws RedisAway {
    Gcra bucket = rate.bucket();
    List<Long> answer =
        remote.take(key, bucket.limit(), bucket.price(units), known(key, rate, now));
    long time = clock.getAsLong();
    long debt = answer.get(1);
    if (local.hasRoomFor(key, time)) {
      local.compute(key, (k, old) -> seen(old, time + debt, now));
    }
    return new Decision(bucket, answer.get(0) == 1, debt, bucket.price(units));
  }

  /** Answers of one epoch may overtake one another, and one may come after Redis was lost. */
  private Bucket seen(Bucket old, long full, Link then) {
    if (old == null || (nodes > 1 && old.epoch() < then.epoch())) {
      return new Bucket(full, then.epoch());
    }
    if (nodes > 1 && old.epoch() > then.epoch()) {
      return old;
    }
    long later = old.full() - full > 0 ? old.full() : full;
    return new Bucket(later, Math.max(old.epoch(), then.epoch()));
  }

  /** The debt that Redis may have forgotten; 0 once it has answered for this key. */
  private long known(String key, Rate rate, Link now) {
    Bucket bucket = local.find(key);
    if (now.epoch() == 0 || (bucket != null && bucket.epoch() == now.epoch())) {
      return 0;
    }
    bucket = local.settled(key);
    long time = clock.getAsLong();
    Gcra whole = rate.bucket();
    if (nodes == 1) {
      return clamped(
          debt(whole, bucket, now, time, local.debtOfUnknown(whole.limit(), time)), whole);
    }
    Gcra share = rate.share(nodes);
    boolean counted = bucket != null && bucket.epoch() == now.epoch() - 1;
    long unknown = local.debtOfUnknown(share.limit(), now.backSince());
    long debt =
        counted ? bucket.full() - now.backSince() : uncounted(share, now, now.backSince(), unknown);
    long left = share.limit() - clamped(debt, share);
    return clamped(whole.limit() - left / nodes - (time - now.backSince()), whole);
  }

  private static long clamped(long debt, Gcra bucket) {
    return Math.min(Math.max(debt, 0), bucket.limit());
  }

  /** Null if the link has changed meanwhile: what is taken here then must not be. */
  private Decision takeHere(String key, String shared, Rate rate, long units, Link now) {
    Gcra here = here(rate, now);
    Decision[] decision = new Decision[1];
    String counted = local.hasRoomFor(key, clock.getAsLong()) ? key : shared;
    local.compute(
        counted,
        (k, old) -> {
          if (link.get().epoch() != now.epoch()) {
            return old;
          }
          long time = clock.getAsLong();
          long unknown = unknown(counted, shared, here, time);
          decision[0] = here.decide(debt(here, old, now, time, unknown), units);
          return new Bucket(time + decision[0].debt(), now.epoch());
        });
    return decision[0];
  }

  private Gcra here(Rate rate, Link now) {
    return now.state() == Link.State.NONE ? rate.bucket() : rate.share(nodes);
  }

  /** What a key without a bucket may have taken from the one that all such keys share. */
  private long unknown(String key, String shared, Gcra here, long time) {
    return key.equals(shared) ? 0 : local.debtOfUnknown(here.limit(), time);
  }

  private long debt(Gcra here, Bucket bucket, Link now, long time, long unknown) {
    if (nodes > 1 && now.state() == Link.State.AWAY) {
      boolean counted = bucket != null && bucket.epoch() == now.epoch();
      return counted ? bucket.full() - time : uncounted(here, now, time, unknown);
    }
    return bucket == null ? unknown : bucket.full() - time;
  }

  /** Of a key that has not been counted here since Redis was lost: the share started empty then. */
  private static long uncounted(Gcra share, Link now, long time, long unknown) {
    return Math.max(now.awaySince() + share.limit() - time, unknown);
  }

  /** Buckets in memory. */
  int size() {
    return local.size();
  }
}
