package org.quantonium.idempotency;

import java.util.Optional;

/** One request under a key, or one without a key, which is never anybody's second. */
public final class Claim {
  private final String clientId;
  private final String key;
  private final long at;
  private final String earlier;

  private Claim(String clientId, String key, long at, String earlier) {
    this.clientId = clientId;
    this.key = key;
    this.at = at;
    this.earlier = earlier;
  }

  static Claim withoutKey() {
    return new Claim(null, null, 0, null);
  }

  static Claim first(String clientId, String key, long at) {
    return new Claim(clientId, key, at, null);
  }

  static Claim again(String earlier) {
    return new Claim(null, null, 0, earlier);
  }

  /** What the first request under this key was answered; empty if this is the first. */
  public Optional<String> earlier() {
    return Optional.ofNullable(earlier);
  }

  boolean isKept() {
    return key != null;
  }

  String clientId() {
    return clientId;
  }

  String key() {
    return key;
  }

  /** When it was made, in milliseconds since the epoch; tells it from a later one. */
  long at() {
    return at;
  }
}
