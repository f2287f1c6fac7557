package org.quantonium.engine;

/**
 * The loops over a block of amplitudes.
 *
 * <p>A block of 2^k amplitudes lies in one array: the real parts from an offset on, the imaginary
 * ones 2^k later. Rotations treat both alike, so that to them a block is 2^(k+1) numbers. A
 * rotation of tangent t makes (x + minus u, u + plus x) of the pair (x, u), or of (u, x) where it
 * is swapped; minus and plus are -t and t where both are kept at one scale ({@link QubitScales}).
 * The cosine is left to a later factor. No method allocates or polls.
 *
 * <p>Kernels of single precision are those of double precision, word for word but for the type of
 * their numbers ({@code TwinsTest}).
 *
 * @param <A> what amplitudes lie in, {@code double[]} or {@code float[]}
 */
interface Kernels<A> {
  /** What the result and the ledger say of the arithmetic, whatever its precision. */
  String name();

  Precision precision();

  /** Of the arrays. */
  Class<A> type();

  /** Qubits below this number are rotated by {@link #lanes}, the others by the rest. */
  int laneQubits();

  /** Rotates the qubit p[0]. */
  void rotateOne(A v, int from, int size, int[] p, double[] minus, double[] plus, int swapped);

  /** Rotates two qubits, p[0] below p[1]; bit i of the mask is for p[i]. */
  void rotateTwo(A v, int from, int size, int[] p, double[] minus, double[] plus, int swapped);

  /**
   * Rotates three qubits, in ascending order. Takes least where all of {@code minus} are -1 and
   * none is swapped.
   */
  void rotateThree(A v, int from, int size, int[] p, double[] minus, double[] plus, int swapped);

  /** Rotates the first {@link #laneQubits} qubits; a tangent of 0, not swapped, does nothing. */
  void lanes(A v, int from, int size, double[] tangents, int swapped);

  /**
   * Multiplies each row of a block by a number of its own; rows whose number is 1 are left alone.
   *
   * @param from where the real parts begin
   * @param size 2^k
   */
  void scaleRows(A v, int from, int size, Factors rows);

  /**
   * Multiplies each row by its number and, entry by entry, by the row of a table that it names.
   *
   * @param names for each row of the block which row of the table, but for the bits of {@code more}
   * @param tables rows of factors, one after the other
   */
  void multiplyRows(A v, int from, int size, Factors rows, int[] names, int more, Factors tables);

  /**
   * Multiplies each row by its number, by a row of factors that all have in common, and by the
   * outer product of {@link PhaseSweep#OUTER} and {@link PhaseSweep#INNER} factors of its own.
   */
  void multiplyOuter(
      A v, int from, int size, Factors rows, Factors common, Factors outer, Factors inner);
}
