package org.quantonium.engine;

/**
 * How fast this machine runs circuits: what each kind of {@link Work} takes, in nanoseconds.
 *
 * <p>Gates on small states are done one by one and are bound by arithmetic, whatever the number of
 * amplitudes; those on larger ones in passes. What is done one by one takes the same time in either
 * precision: only passes have figures for each.
 *
 * @param run what every run does once
 * @param operation looking over, pricing and digesting an operation
 * @param planned dividing a rotation or phase into passes
 * @param step doing an operation, whatever the size of the state
 * @param pair an amplitude written by a gate on one target
 * @param diagonal the same by a diagonal gate on one target
 * @param group a product of a gate on several targets
 * @param doubles what passes do in double precision
 * @param singles the same in single precision
 * @param pass an amplitude visited by a measurement, a copy or a distribution
 * @param history beginning and ending a sequence of outcomes
 * @param shot a sample
 * @param label a bit string, made and sorted among others
 * @param entry a bit string or amplitude of the result, written with its number
 */
public record Speed(
    double run,
    double operation,
    double planned,
    double step,
    double pair,
    double diagonal,
    double group,
    Sweeps doubles,
    Sweeps singles,
    double pass,
    double history,
    double shot,
    double label,
    double entry) {

  /**
   * Slower than the machines that are likely to be met: for prices before a calibration. Vector
   * kernels that are not yet compiled take up to 60 ns for three rotations.
   */
  public static Speed conservative() {
    Sweeps slow = new Sweeps(20, 100, 50, 100);
    return new Speed(
        100_000, 2_000, 10_000, 1_000, 10, 10, 15, slow, slow, 10, 20_000, 250, 2_000, 2_000);
  }

  /** For each kind the less of the two times, since whatever disturbs a calibration slows it. */
  public Speed orFaster(Speed other) {
    return new Speed(
        Math.min(run, other.run),
        Math.min(operation, other.operation),
        Math.min(planned, other.planned),
        Math.min(step, other.step),
        Math.min(pair, other.pair),
        Math.min(diagonal, other.diagonal),
        Math.min(group, other.group),
        doubles.orFaster(other.doubles),
        singles.orFaster(other.singles),
        Math.min(pass, other.pass),
        Math.min(history, other.history),
        Math.min(shot, other.shot),
        Math.min(label, other.label),
        Math.min(entry, other.entry));
  }
}
