package org.quantonium.engine;

/**
 * What a run does, counted by kind before it is done; {@link Speed} has the time of each. Upper
 * bounds where {@link Cost} is one; infinite where a figure does not fit.
 *
 * @param operations operations of the circuit
 * @param steps operations done, in all histories
 * @param pairs amplitudes written by gates on one target that are not diagonal
 * @param diagonals the same by diagonal ones
 * @param groups products of gates on several targets
 * @param passes amplitudes visited by measurements, distributions and allocation
 * @param histories sequences of outcomes that are followed
 * @param shots samples drawn, those at measurements in mid-circuit included
 * @param labels bit strings that are made for the result
 */
public record Work(
    double operations,
    double steps,
    double pairs,
    double diagonals,
    double groups,
    double passes,
    double histories,
    double shots,
    double labels) {

  /** Amplitudes written by gates on one target, and nothing else. */
  static Work ofPairs(double pairs) {
    return new Work(0, 0, pairs, 0, 0, 0, 0, 0, 0);
  }
}
