package org.quantonium.engine;

import java.util.List;

/**
 * The price of a run, known before anything is allocated for it. Idle qubits cost nothing.
 *
 * <p>Measurements in mid-circuit split a run into histories, one for each distinct sequence of
 * outcomes; how many there will be is not known in advance, so that the price is an upper bound. It
 * is exact for circuits that measure only at their end. Figures that do not fit are {@link
 * Long#MAX_VALUE}.
 *
 * @param bytes peak memory of state vectors, distribution and samples; 16 bytes x 2^activeQubits,
 *     or 8 in single precision, for each live state
 * @param amplitudeUpdates amplitudes written by gates, measurements and sampling; a gate on t
 *     targets counts 2^(t - 1) for each
 * @param activeQubits qubits that a gate acts on
 * @param histories at most that many sequences of outcomes are followed
 * @param liveStates at most that many state vectors exist at a time
 * @param exact true if every history is followed whatever the shots, so that probabilities are
 *     exact; false if only those are that some shot takes
 * @param work the same by kind, for {@link #seconds}
 */
public record Cost(
    long bytes,
    long amplitudeUpdates,
    int activeQubits,
    long histories,
    int liveStates,
    boolean exact,
    Work work) {

  /** Up to this number of histories all are followed, even without shots. */
  static final int EXACT_HISTORIES = 1024;

  /** Objects around the text of a bit string and its number. */
  private static final int BYTES_PER_ENTRY = 150;

  /** The factors of a thread's block; in single precision it has twice the rows. */
  private static final double FACTOR_BYTES = 8 << 10;

  /** So many are priced at most; each further core that helps takes a MiB more. */
  private static final double MOST_THREADS = 32;

  /** Memory for the states of histories that wait; a history without one runs from the start. */
  static final long WAITING_BYTES = 1L << 26;

  /** A price whose updates are those of gates on one target. */
  public Cost(
      long bytes,
      long amplitudeUpdates,
      int activeQubits,
      long histories,
      int liveStates,
      boolean exact) {
    this(
        bytes,
        amplitudeUpdates,
        activeQubits,
        histories,
        liveStates,
        exact,
        Work.ofPairs((double) amplitudeUpdates));
  }

  /**
   * Predicts how long a run takes on one thread that has a core to itself.
   *
   * @return seconds, above 0 and at most 2^63 nanoseconds
   */
  public double seconds(Speed speed) {
    return Math.min(work.nanos(speed), (double) Long.MAX_VALUE) * 1e-9;
  }

  /**
   * Prices a run for counts and probabilities.
   *
   * @param shots at least 0
   */
  public static Cost of(Circuit circuit, int shots) {
    return of(circuit, RunOptions.of(shots, 0));
  }

  /**
   * Prices a run.
   *
   * <p>Cost: that of {@link Planned}, which a run can go by; no state is allocated.
   */
  public static Cost of(Circuit circuit, RunOptions options) {
    return Planned.of(circuit, options).cost();
  }

  /** The price of what has been planned and counted. */
  static Cost of(Plan plan, RunOptions options, Branches branches, Pricing pricing) {
    double states = branches.stateBytes() * (1.0 + branches.waiting());
    return new Cost(
        saturated(states + resultBytes(plan, options, branches)),
        saturated(pricing.updates()),
        plan.active,
        saturated(branches.followed()),
        1 + branches.waiting(),
        branches.exact(),
        pricing.work());
  }

  /** What counts, probabilities, marginals, and buffers and sums on the way to them take. */
  private static double resultBytes(Plan plan, RunOptions options, Branches branches) {
    double amplitudes = Math.scalb(1.0, Math.min(plan.active, 1000));
    double entries =
        Math.min(
            Math.max(options.shots(), 5.0 * options.maxProbabilities()),
            branches.all() * amplitudes);
    List<Register> registers = plan.circuit.classicalRegisters();
    double label = plan.circuit.bits() + registers.size() + plan.circuit.qubits() + BYTES_PER_ENTRY;
    double sums = plan.readOff < plan.active ? Math.scalb(8.0, Math.min(plan.readOff, 1000)) : 0;
    double vector = options.stateVector() ? BYTES_PER_ENTRY * amplitudes : 0;
    double marginals = 0;
    for (Register register : registers) {
      double values = Math.min(5.0 * options.maxProbabilities(), Math.scalb(1.0, register.size()));
      marginals += registers.size() > 1 ? values * (register.size() + BYTES_PER_ENTRY) : 0;
    }
    return sums
        + bufferBytes(plan, branches.stateBytes(), options.precision())
        + entries * label
        + marginals
        + 16.0 * options.shots()
        + vector;
  }

  /** What threads work in, no more of them than a state has blocks. */
  private static double bufferBytes(Plan plan, double stateBytes, Precision precision) {
    if (plan.active < Evolution.LEAST_QUBITS) {
      return 0;
    }
    double blockBytes = precision.blockBytes();
    double factorBytes = FACTOR_BYTES * Double.BYTES / precision.bytes;
    double threads = Math.max(1, Math.min(stateBytes / blockBytes, MOST_THREADS));
    return threads * (Math.min(stateBytes, blockBytes) + factorBytes);
  }

  private static long saturated(double value) {
    return (long) Math.ceil(value);
  }
}
