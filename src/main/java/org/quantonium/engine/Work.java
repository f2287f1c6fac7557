package org.quantonium.engine;

/**
 * What a run does, counted by kind before it is done; {@link Speed} has the time of each. Upper
 * bounds where {@link Cost} is one; infinite where a figure does not fit.
 *
 * @param operations operations of the circuit, planned, priced and digested
 * @param planned rotations and phases that are divided into passes, by the price and by the run
 * @param steps operations done, in all histories
 * @param pairs amplitudes written by gates on one target that are not diagonal
 * @param diagonals the same by diagonal ones
 * @param groups products of gates on several targets
 * @param doubles what passes over states in double precision do
 * @param singles the same in single precision
 * @param passes amplitudes visited by measurements, copies, distributions and marginals
 * @param histories sequences of outcomes that are followed
 * @param shots samples drawn; ten draws at a measurement in mid-circuit, which are not sorted,
 *     count one
 * @param labels bit strings made for histories, registers and counts; one of 200 bits counts twice
 * @param entries bit strings and amplitudes that are written into the result
 */
public record Work(
    double operations,
    double planned,
    double steps,
    double pairs,
    double diagonals,
    double groups,
    Sweeps doubles,
    Sweeps singles,
    double passes,
    double histories,
    double shots,
    double labels,
    double entries) {

  /** Amplitudes written by gates on one target, and nothing else. */
  static Work ofPairs(double pairs) {
    return new Work(0, 0, 0, pairs, 0, 0, Sweeps.NONE, Sweeps.NONE, 0, 0, 0, 0, 0);
  }

  /** How long that takes on one thread that has a core to itself, in nanoseconds. */
  double nanos(Speed speed) {
    return speed.run()
        + speed.operation() * operations
        + speed.planned() * planned
        + speed.step() * steps
        + speed.pair() * pairs
        + speed.diagonal() * diagonals
        + speed.group() * groups
        + doubles.nanos(speed.doubles())
        + singles.nanos(speed.singles())
        + speed.pass() * passes
        + speed.history() * histories
        + speed.shot() * shots
        + speed.label() * labels
        + speed.entry() * entries;
  }
}
