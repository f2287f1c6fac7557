package org.quantonium.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantonium.keys.KeyChange.Move;
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * What becomes of keys, and when. One key waits behind each that is ACTIVE, known to everybody, so
 * that it can take its place at any moment.
 *
 * <p>Each act reads the table, makes the keys that it needs, and then writes; it fails as {@link
 * Overtaken} where another node was first.
 */
final class KeyLife {
  /** The purposes whose keys follow on each other; a key of another stays as it is. */
  static final Set<Purpose> ROTATING =
      EnumSet.of(
          Purpose.TOKEN_SIGNING, Purpose.CLIENT_SECRET_MAC, Purpose.WAVEFORM_MAC, Purpose.DATA);

  /** Those of them whose keys are needed for a time only; what others made is kept for ever. */
  private static final Set<Purpose> RETIRING = EnumSet.of(Purpose.TOKEN_SIGNING);

  private final KeyPolicy policy;
  private final KeyGenerator generator;
  private final Clock clock;

  KeyLife(KeyPolicy policy, KeyGenerator generator, Clock clock) {
    this.policy = policy;
    this.generator = generator;
    this.clock = clock;
  }

  /** What is to be done, before any of it is. */
  private record Plan(List<Move> moves, List<Wanted> wanted) {
    Plan() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    boolean isEmpty() {
      return moves.isEmpty() && wanted.isEmpty();
    }

    void move(KeyStanding key, KeyState to) {
      moves.add(new Move(key, to));
    }

    void want(Purpose purpose, KeyState state) {
      wanted.add(new Wanted(purpose, state));
    }
  }

  private record Wanted(Purpose purpose, KeyState state) {}

  /** Whether {@link #tend} would do anything; cost: nothing to speak of. */
  boolean isDue(List<KeyStanding> ring) {
    return !due(ring).isEmpty();
  }

  /** Does what its time has come for, on whichever node comes first. */
  KeyChange tend(KeyTable table) {
    return carryOut(due(table.standings()), table);
  }

  /**
   * The key that waits takes the place of the ACTIVE one, now.
   *
   * @throws Problem CONFLICT if not every cache may know it yet
   */
  KeyChange rotate(Purpose purpose, KeyTable table) {
    if (!ROTATING.contains(purpose)) {
      throw new Problem(ProblemType.CONFLICT, "Keys of this purpose stay as they are.");
    }
    List<KeyStanding> ring = table.standings();
    KeyStanding next =
        in(ring, purpose, KeyState.PRE_PUBLISHED)
            .orElseThrow(
                () ->
                    new Problem(ProblemType.CONFLICT, "The next key is not made yet; try again.")
                        .retryAfterSeconds(1));
    if (!isKnown(next)) {
      Instant known = Instant.ofEpochMilli(next.changedAt()).plus(policy.publication());
      throw new Problem(
              ProblemType.CONFLICT,
              "The next key is published, but caches may not know it before " + known + ".")
          .retryAfterSeconds(Math.max(1, Duration.between(clock.instant(), known).toSeconds() + 1));
    }
    Plan plan = new Plan();
    follow(ring, purpose, KeyState.GRACE, plan);
    return carryOut(plan, table);
  }

  /**
   * A key that signs tokens does nothing any more, from now on; the one that waits takes its place
   * if it was the ACTIVE one. Nothing is done to one that was revoked before.
   *
   * @throws Problem NOT_FOUND, or CONFLICT for a key of another purpose
   */
  KeyChange revoke(String kid, KeyTable table) {
    List<KeyStanding> ring = table.standings();
    KeyStanding key =
        ring.stream()
            .filter(k -> k.kid().equals(kid))
            .findFirst()
            .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "No key has this id."));
    if (key.purpose() != Purpose.TOKEN_SIGNING) {
      throw new Problem(
          ProblemType.CONFLICT,
          "Only keys that sign tokens are revoked here: what the others made would be lost.");
    }
    Plan plan = new Plan();
    switch (key.state()) {
      case REVOKED -> {}
      case ACTIVE -> follow(ring, key.purpose(), KeyState.REVOKED, plan);
      case PRE_PUBLISHED -> {
        plan.move(key, KeyState.REVOKED);
        plan.want(key.purpose(), KeyState.PRE_PUBLISHED);
      }
      case GRACE, RETIRED -> plan.move(key, KeyState.REVOKED);
    }
    return carryOut(plan, table);
  }

  private Plan due(List<KeyStanding> ring) {
    Plan plan = new Plan();
    for (Purpose purpose : ROTATING) {
      Optional<KeyStanding> active = in(ring, purpose, KeyState.ACTIVE);
      Optional<KeyStanding> next = in(ring, purpose, KeyState.PRE_PUBLISHED);
      boolean overdue =
          active.isPresent()
              && !policy.rotation().isZero()
              && isOver(active.get(), policy.rotation());
      if (active.isEmpty() || (overdue && next.filter(this::isKnown).isPresent())) {
        follow(ring, purpose, KeyState.GRACE, plan);
      } else if (next.isEmpty()) {
        plan.want(purpose, KeyState.PRE_PUBLISHED);
      }
    }
    ring.stream()
        .filter(k -> RETIRING.contains(k.purpose()) && k.state() == KeyState.GRACE)
        .filter(k -> isOver(k, policy.grace()))
        .forEach(k -> plan.move(k, KeyState.RETIRED));
    return plan;
  }

  /** The ACTIVE key, if there is one, makes room for the next, which is made if there is none. */
  private static void follow(List<KeyStanding> ring, Purpose purpose, KeyState leaving, Plan plan) {
    in(ring, purpose, KeyState.ACTIVE).ifPresent(key -> plan.move(key, leaving));
    Optional<KeyStanding> next = in(ring, purpose, KeyState.PRE_PUBLISHED);
    next.ifPresent(key -> plan.move(key, KeyState.ACTIVE));
    if (next.isEmpty()) {
      plan.want(purpose, KeyState.ACTIVE);
    }
    plan.want(purpose, KeyState.PRE_PUBLISHED);
  }

  private KeyChange carryOut(Plan plan, KeyTable table) {
    Instant now = clock.instant();
    // First: it may take seconds, and whoever has written holds up every other writer.
    List<StoredKey> made =
        plan.wanted().stream()
            .map(wanted -> generator.row(wanted.purpose(), wanted.state(), now))
            .toList();
    plan.moves().forEach(move -> table.move(move.from(), move.to(), now.toEpochMilli()));
    made.forEach(table::insert);
    return new KeyChange(made.stream().map(key -> key.standing).toList(), plan.moves());
  }

  private boolean isKnown(KeyStanding next) {
    return isOver(next, policy.publication());
  }

  /** Whether a key has been as long in its state. */
  private boolean isOver(KeyStanding key, Duration time) {
    return clock.millis() - key.changedAt() >= time.toMillis();
  }

  private static Optional<KeyStanding> in(List<KeyStanding> ring, Purpose purpose, KeyState state) {
    return ring.stream().filter(key -> key.is(purpose, state)).findFirst();
  }
}
