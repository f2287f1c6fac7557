package org.quantonium.limits;

import java.util.Locale;

/**
 * What is limited by rate, one row each: how much, of what, per whom. Each row's numbers can be
 * set: {@code quantonium.limits.<name>.capacity} and {@code .refill.per.second}, and those per
 * client by an administrator for one client.
 *
 * <p>While Redis is away every row is counted on each node, at the node's share.
 */
public enum RatePolicy {
  /** Requests without a token, and those whose token is refused, from one address. */
  ADDRESS(600, 50, Unit.REQUESTS, Per.ADDRESS),
  /** Requests to the token endpoint from one address. */
  TOKEN(60, 1, Unit.REQUESTS, Per.ADDRESS),
  /** Wrong proofs of being one client, from one address; each counts as {@link #GUESS_COST}. */
  TOKEN_GUESS(100, 1, Unit.REQUESTS, Per.ADDRESS),
  /** Requests to the token endpoint of one client, once it has authenticated. */
  TOKEN_CLIENT(120, 2, Unit.REQUESTS, Per.CLIENT),
  /** Requests of a verified caller, whatever comes of them; a batch is one for each circuit. */
  PRINCIPAL(600, 50, Unit.REQUESTS, Per.CLIENT),
  /** Predicted computing time of a client's simulations. */
  SIMULATION(300_000, 1_000, Unit.MILLISECONDS, Per.CLIENT),
  /** Samples of a client's waveforms that are hashed or verified; of gwh-1 each counts as 16. */
  WAVEFORM(2_000_000, 250_000, Unit.SAMPLES, Per.CLIENT);

  /** Units that a wrong secret or assertion costs: ten at once, then one every ten seconds. */
  public static final int GUESS_COST = 10;

  /** What a unit is. */
  enum Unit {
    REQUESTS,
    MILLISECONDS,
    SAMPLES
  }

  /** Whose units they are. */
  enum Per {
    ADDRESS,
    CLIENT
  }

  private final long capacity;
  private final long refillPerSecond;
  private final Unit unit;
  private final Per per;

  RatePolicy(long capacity, long refillPerSecond, Unit unit, Per per) {
    this.capacity = capacity;
    this.refillPerSecond = refillPerSecond;
    this.unit = unit;
    this.per = per;
  }

  /** As headers, problems, settings and paths name it: lower case with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is counted for each client, and can be changed for one. */
  public boolean isPerClient() {
    return per == Per.CLIENT;
  }

  /** If nothing else is set. */
  Rate usual() {
    return new Rate(capacity, refillPerSecond);
  }

  Unit unit() {
    return unit;
  }
}
