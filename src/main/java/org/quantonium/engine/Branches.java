package org.quantonium.engine;

/**
 * How many histories of outcomes a run follows, and in how many states.
 *
 * @param all that there may be, 1 or more
 * @param followed of those
 * @param exact whether those are all
 * @param waiting how many states beside the one that is evolved are kept for histories to come
 * @param stateBytes of a state
 */
record Branches(double all, double followed, boolean exact, int waiting, double stateBytes) {
  static Branches of(Plan plan, RunOptions options) {
    double all = Math.scalb(1.0, Math.min(plan.branching, 1000));
    boolean exact = all <= Math.max(Cost.EXACT_HISTORIES, options.shots());
    double amplitudes = Math.scalb(1.0, Math.min(plan.active, 1000));
    double stateBytes = options.precision().amplitudeBytes() * amplitudes;
    int waiting = (int) Math.min(plan.branching, Math.floor(Cost.WAITING_BYTES / stateBytes));
    return new Branches(
        all, exact ? all : Math.max(1, options.shots()), exact, waiting, stateBytes);
  }

  /** Whether some histories are run again from the start. */
  boolean replays(Plan plan) {
    return waiting < plan.branching;
  }
}
