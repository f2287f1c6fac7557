package org.quantonium.redis;

/** Redis is not configured, does not answer, or must not be used: go on without it. */
public final class RedisAway extends Exception {
  private static final long serialVersionUID = 1L;

  /** Without a stack: it is an answer that a flood of calls may get. */
  public RedisAway() {
    super("Redis is away", null, false, false);
  }
}
