package org.quantonium.keys;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a key is in its life. */
enum KeyState {
  /** Published, so that everybody knows it before it is used; it neither signs nor verifies. */
  PRE_PUBLISHED,
  /** Signs, seals and MACs what is new; one of each purpose. */
  ACTIVE,
  /** Verifies and opens what was made with it. */
  GRACE,
  /** Does nothing any more. */
  RETIRED,
  /** Does nothing any more, because somebody said so. */
  REVOKED;

  /** What may follow on what; everything else is refused. */
  private static final Map<KeyState, Set<KeyState>> NEXT =
      new EnumMap<>(
          Map.of(
              PRE_PUBLISHED, EnumSet.of(ACTIVE, REVOKED),
              ACTIVE, EnumSet.of(GRACE, REVOKED),
              GRACE, EnumSet.of(RETIRED, REVOKED),
              RETIRED, EnumSet.of(REVOKED),
              REVOKED, EnumSet.noneOf(KeyState.class)));

  boolean mayBecome(KeyState next) {
    return NEXT.get(this).contains(next);
  }

  /** Whether what was made with the key is good. */
  boolean isInForce() {
    return this == ACTIVE || this == GRACE;
  }

  /** Whether nodes hold it opened. */
  boolean isOpened() {
    return isInForce() || this == PRE_PUBLISHED;
  }
}
