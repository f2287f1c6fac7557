package org.quantonium.redis;

/**
 * How this node stands with Redis.
 *
 * @param epoch counts the changes: of two links with the same number nothing happened in between
 * @param awaySince when Redis was last lost; nothing if it never was (epoch 0)
 * @param backSince when it last came back; nothing if it is away, or never was (epoch 0)
 */
public record Link(State state, long epoch, long awaySince, long backSince) {

  /** Whether calls go to Redis. */
  public enum State {
    /** None is configured. */
    NONE,
    UP,
    /** It is configured, and calls skip it. */
    AWAY
  }

  static final Link NONE = new Link(State.NONE, 0, 0, 0);
  static final Link UP = new Link(State.UP, 0, 0, 0);

  /** The link at its first change, and after each, times in microseconds of {@link Redis#now}. */
  public Link lost(long now) {
    return new Link(State.AWAY, epoch + 1, now, 0);
  }

  public Link found(long now) {
    return new Link(State.UP, epoch + 1, awaySince, now);
  }

  public boolean isUp() {
    return state == State.UP;
  }
}
