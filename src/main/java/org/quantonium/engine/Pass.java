package org.quantonium.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is done to each block of amplitudes while it lies in a buffer. A plan of it: factors of
 * phases are made for a run, so that a pass takes some 150 bytes a rotation or phase until then.
 *
 * <p>A block is what the qubits of the set span while the others are fixed. It is gathered row by
 * row, and in the buffer the qubits of the set stand in ascending order.
 */
final class Pass {
  /** Rotations that one sweep over a block does. */
  static final int GROUP = 3;

  /** A rotation of the qubit at that position of a block, as {@link Kernels} do it. */
  private record Rotation(int position, double minus, double plus, boolean swapped) {}

  /** Something that is done to a block. */
  interface Step {
    void apply(Block<?> block);
  }

  final int set;
  final int bits;

  /** The qubits outside the set that may be other than 0. */
  final int outside;

  /** Numbers that lie side by side in the state, and so are copied at once. */
  final int run;

  /** Where in the state each of these runs of a block begins, from the block's first amplitude. */
  final int[] runs;

  final Precision precision;

  /** How many rotations of the circuit it does. */
  int rotations;

  private final List<Supplier<Step>> steps = new ArrayList<>();

  /** How many sweeps over a block do rotations, or multiply rows by a number. */
  private int plainSweeps;

  /** How many rotations are within vectors. */
  private int rotationsInLanes;

  /** How many sweeps multiply by tables or outer products. */
  private int phaseSweeps;

  private final int lanes;
  private final List<Rotation> collected = new ArrayList<>();

  Pass(int set, int touched, int qubits, Kernels<?> kernels) {
    this.set = set;
    this.bits = Integer.bitCount(set);
    this.outside = touched & ~set;
    this.precision = kernels.precision();
    this.lanes = kernels.laneQubits();
    int low = Math.min(Integer.numberOfTrailingZeros(~set), StateVector.CHUNK_BITS);
    this.run = 1 << low;
    this.runs = new int[1 << (bits - low)];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = deposit(i << low, set);
    }
  }

  /** The bits of a number, lowest first, at the places where the mask has ones. */
  static int deposit(int value, int mask) {
    int result = 0;
    int bit = value;
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      result |= (bit & 1) << Integer.numberOfTrailingZeros(rest);
      bit >>>= 1;
    }
    return result;
  }

  /** The bits of a number at the places where the mask has ones, side by side. */
  static int extract(int value, int mask) {
    int result = 0;
    int to = 0;
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      result |= ((value >>> Integer.numberOfTrailingZeros(rest)) & 1) << to++;
    }
    return result;
  }

  int blocks() {
    return 1 << Integer.bitCount(outside);
  }

  /** The steps, made ready for blocks of a run. */
  List<Step> ready() {
    return steps.stream().map(Supplier::get).toList();
  }

  /** What it does to a state, in amplitudes. */
  Sweeps sweeps() {
    return new Sweeps(1, plainSweeps, rotationsInLanes, phaseSweeps)
        .times(Math.scalb((double) blocks(), bits));
  }

  /** Adds a sweep of phases. */
  void phases(List<PhaseTerms.Term> terms, boolean outer, double scale) {
    if (outer || terms.stream().anyMatch(term -> term.low() != 0)) {
      phaseSweeps++;
    } else {
      plainSweeps++;
    }
    steps.add(() -> new PhaseSweep(this, terms, outer, scale));
  }

  /** Adds a rotation, as {@link Kernels} do it; ends with {@link #endRotations}. */
  void rotate(int qubit, double minus, double plus, boolean swapped) {
    int position = Integer.bitCount(set & ((1 << qubit) - 1));
    collected.add(new Rotation(position, minus, plus, swapped));
    rotations++;
  }

  /** Groups the rotations since the last call. */
  void endRotations() {
    double[] tangentsInLanes = new double[lanes];
    int swappedInLanes = 0;
    int before = rotationsInLanes;
    List<Rotation> group = new ArrayList<>();
    for (Rotation rotation : collected) {
      int position = rotation.position;
      if (position < lanes) {
        rotationsInLanes++;
        tangentsInLanes[position] = rotation.plus;
        swappedInLanes |= rotation.swapped ? 1 << position : 0;
        continue;
      }
      if (group.size() == GROUP
          || (!group.isEmpty() && straddles(group.get(0).position, position))) {
        addRotations(group);
        group.clear();
      }
      group.add(rotation);
    }
    if (!group.isEmpty()) {
      addRotations(group);
    }
    if (rotationsInLanes > before) {
      int mask = swappedInLanes;
      Step step = block -> block.lanes(tangentsInLanes, mask);
      steps.add(() -> step);
    }
    collected.clear();
  }

  /**
   * Whether a sweep over both would go along runs much shorter than a row: two sweeps, one along
   * rows and one along long runs, take less.
   */
  private static boolean straddles(int first, int next) {
    return first < PhaseSweep.ROW_BITS - 1 && next >= PhaseSweep.ROW_BITS;
  }

  private void addRotations(List<Rotation> group) {
    int[] positions = group.stream().mapToInt(Rotation::position).toArray();
    double[] minus = group.stream().mapToDouble(Rotation::minus).toArray();
    double[] plus = group.stream().mapToDouble(Rotation::plus).toArray();
    int swapped = 0;
    for (int i = 0; i < positions.length; i++) {
      swapped |= group.get(i).swapped ? 1 << i : 0;
    }
    int mask = swapped;
    Step step = block -> block.rotate(positions, minus, plus, mask);
    plainSweeps++;
    steps.add(() -> step);
  }
}
