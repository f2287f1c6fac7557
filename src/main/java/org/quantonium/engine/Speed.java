package org.quantonium.engine;

/**
 * How fast this machine runs circuits: what each kind of {@link Work} takes, in nanoseconds.
 *
 * @param run for what every run does once
 * @param operation for reading an operation of the circuit while it is planned and digested
 * @param step for doing an operation, whatever the size of the state
 * @param pair for an amplitude written by a gate on one target
 * @param diagonal the same for a diagonal gate on one target
 * @param group for a product of a gate on several targets
 * @param pass for an amplitude visited by a measurement, a distribution or an allocation
 * @param shot for a sample
 * @param label for a bit string in the result
 */
public record Speed(
    double run,
    double operation,
    double step,
    double pair,
    double diagonal,
    double group,
    double pass,
    double shot,
    double label) {

  /** Slower than any machine that is likely to be met: for prices before one is calibrated. */
  public static Speed conservative() {
    return new Speed(200_000, 2_000, 2_000, 8, 8, 8, 8, 400, 5_000);
  }
}
