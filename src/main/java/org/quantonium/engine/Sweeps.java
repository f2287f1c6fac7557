package org.quantonium.engine;

/**
 * What passes over a state do, in amplitudes; or, in {@link Speed}, what one of them takes, in
 * nanoseconds.
 *
 * @param copies amplitudes of blocks that are gathered and scattered
 * @param plain amplitudes of sweeps that rotate up to three qubits, or multiply rows by a number
 * @param lanes amplitudes of blocks, for each qubit that is rotated within vectors
 * @param phases amplitudes of sweeps that multiply by tables or outer products
 */
public record Sweeps(double copies, double plain, double lanes, double phases) {
  static final Sweeps NONE = new Sweeps(0, 0, 0, 0);

  Sweeps plus(Sweeps other) {
    return new Sweeps(
        copies + other.copies, plain + other.plain, lanes + other.lanes, phases + other.phases);
  }

  Sweeps times(double factor) {
    return new Sweeps(copies * factor, plain * factor, lanes * factor, phases * factor);
  }

  Sweeps orFaster(Sweeps other) {
    return new Sweeps(
        Math.min(copies, other.copies),
        Math.min(plain, other.plain),
        Math.min(lanes, other.lanes),
        Math.min(phases, other.phases));
  }

  /** How long they take, in nanoseconds. */
  double nanos(Sweeps speed) {
    return copies * speed.copies
        + plain * speed.plain
        + lanes * speed.lanes
        + phases * speed.phases;
  }
}
