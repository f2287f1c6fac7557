package org.quantonium.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import org.quantonium.limits.Gcra.Decision;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.redis.Redis;
import org.quantonium.redis.Script;

/** Limits by rate: see {@link RatePolicy}. */
@ApplicationScoped
public class RateLimits {
  private static final Script SCRIPT = Script.beside(RateLimits.class, "gcra.lua");
  private static final String REDIS_PREFIX = "quantonium:limit:";

  /** About 12 MB. */
  private static final int MOST_LOCAL_BUCKETS = 65_536;

  private final RateSettings settings;
  private final ClientLimits clients;
  private final RateState state;
  private final Event<RateLimited> refusals;
  private final SharedBuckets buckets;

  RateLimits() {
    this.settings = null;
    this.clients = null;
    this.state = null;
    this.refusals = null;
    this.buckets = null;
  }

  @Inject
  RateLimits(
      Redis redis,
      RateSettings settings,
      ClientLimits clients,
      RateState state,
      Event<RateLimited> refusals) {
    this.settings = settings;
    this.clients = clients;
    this.state = state;
    this.refusals = refusals;
    this.buckets =
        new SharedBuckets(
            redis::link,
            (key, limit, price, known) ->
                redis.run(SCRIPT, REDIS_PREFIX + key, limit, price, known),
            settings.nodes(),
            MOST_LOCAL_BUCKETS,
            Redis::now);
  }

  /**
   * Takes from a bucket, or refuses. Costs one round trip to Redis, if there is one.
   *
   * @param key the address's network, or the client's id, as the policy is per
   * @param cost units, at least 0; more than the capacity cost the whole bucket
   * @throws Problem RATE_LIMITED with Retry-After
   */
  public void charge(RatePolicy policy, String key, long cost) {
    Rate rate = rate(policy, key);
    settle(policy, rate, buckets.take(policy.label() + ":" + key, shared(policy), rate, cost));
  }

  /**
   * Takes more for a request that has paid a unit and turns out to be worth several; Retry-After
   * says when all of them would be there, for it pays the first one anew.
   *
   * @param more units beside the first, at least 0; less than {@link #atOnce}
   * @throws Problem RATE_LIMITED with Retry-After
   */
  public void chargeMore(RatePolicy policy, String key, long more) {
    Rate rate = rate(policy, key);
    Decision decision = buckets.take(policy.label() + ":" + key, shared(policy), rate, more);
    settle(policy, rate, decision.repaying(1));
  }

  /**
   * Refuses where {@link #charge} surely would, and takes nothing. Looks in this node's memory
   * alone: what other nodes took shows once this one has charged the key too.
   *
   * @throws Problem RATE_LIMITED with Retry-After
   */
  public void look(RatePolicy policy, String key) {
    look(policy, key, 1);
  }

  /**
   * The same for so many units.
   *
   * @throws Problem RATE_LIMITED with Retry-After
   */
  public void look(RatePolicy policy, String key, long cost) {
    Rate rate = rate(policy, key);
    Decision decision = buckets.look(policy.label() + ":" + key, shared(policy), rate, cost);
    if (!decision.admitted()) {
      settle(policy, rate, decision);
    }
  }

  /** How many units this bucket holds when it is full. */
  public long capacity(RatePolicy policy, String key) {
    return rate(policy, key).capacity();
  }

  /** How many units one request may take and be sure of: a node's share while Redis is away. */
  public long atOnce(RatePolicy policy, String key) {
    return rate(policy, key).share(settings.nodes()).capacity();
  }

  private Rate rate(RatePolicy policy, String key) {
    return policy.isPerClient() ? clients.rate(policy, key) : settings.of(policy);
  }

  /** No key is empty, so that none is this one. */
  private static String shared(RatePolicy policy) {
    return policy.label() + ":";
  }

  private void settle(RatePolicy policy, Rate rate, Decision decision) {
    note(policy, rate, decision);
    if (!decision.admitted()) {
      refusals.fire(new RateLimited(policy));
      throw refusal(policy, decision);
    }
  }

  static Problem refusal(RatePolicy policy, Decision decision) {
    long seconds = seconds(decision.retryAfter());
    return new Problem(
            ProblemType.RATE_LIMITED,
            "The quota '%s' is used up; try again in %d s.".formatted(policy.label(), seconds))
        .with("violated-policies", List.of(policy.label()))
        .retryAfterSeconds(seconds);
  }

  /** Rounded up, so that who waits so long does not come too early. */
  static long seconds(long micros) {
    return Rate.ceilDiv(micros, 1_000_000);
  }

  private void note(RatePolicy policy, Rate rate, Decision decision) {
    try {
      state.note(policy, rate, decision);
    } catch (ContextNotActiveException e) {
      // Work that no request started has no answer to tell it in.
      return;
    }
  }
}
