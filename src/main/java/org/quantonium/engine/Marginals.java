package org.quantonium.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Adds up the distribution of each register by itself.
 *
 * <p>Cost: one pass over the distribution for each register that reads qubits off the final state.
 * A register that reads more than {@link #MAX_QUBITS} of them has no marginal.
 */
final class Marginals {
  /** Bounds the memory of a pass at 8 MiB. */
  private static final int MAX_QUBITS = 20;

  private static final int BLOCK = 1 << 16;

  /** Bit strings that are made between two polls; each may be sorted among thousands. */
  private static final int LABELS_PER_POLL = 1 << 12;

  /** One register: its own labels, and for each qubit that it reads its place and its bits. */
  private static final class Part {
    final Register register;
    final Labels labels;
    final int[] places;
    final int[][] bits;
    final SparseSum sum;

    Part(Register register, List<Integer> places, List<int[]> bits, int capacity) {
      this.register = register;
      this.labels = new Labels(List.of(new Register(register.name(), 0, register.size())));
      this.places = places.stream().mapToInt(Integer::intValue).toArray();
      this.bits = bits.toArray(new int[0][]);
      this.sum = new SparseSum(capacity);
    }
  }

  private final double least;
  private final List<Part> parts = new ArrayList<>();

  /**
   * Prepares the registers.
   *
   * @param wired for each bit of an outcome of the distribution the classical bits that it sets
   * @param least what is less likely is left out
   */
  Marginals(List<Register> registers, int[][] wired, int capacity, double least) {
    this.least = least;
    for (Register register : registers) {
      List<Integer> places = new ArrayList<>();
      List<int[]> bits = new ArrayList<>();
      for (int place = 0; place < wired.length; place++) {
        int[] own = own(register, wired[place]);
        if (own.length > 0) {
          places.add(place);
          bits.add(own);
        }
      }
      if (places.size() <= MAX_QUBITS) {
        parts.add(new Part(register, places, bits, capacity));
      }
    }
  }

  private static int[] own(Register register, int[] bits) {
    int[] own = new int[bits.length];
    int count = 0;
    for (int bit : bits) {
      if (bit >= register.offset() && bit < register.offset() + register.size()) {
        own[count++] = bit - register.offset();
      }
    }
    return Arrays.copyOf(own, count);
  }

  /** Adds a distribution whose sum is {@code total}, weighted. */
  void add(Distribution distribution, double total, BitSet known, double weight, Budget budget) {
    for (Part part : parts) {
      double[] sums = new double[1 << part.places.length];
      int[] places = part.places;
      for (int outcome = 0; outcome < distribution.size(); outcome++) {
        if (outcome % BLOCK == 0) {
          budget.poll();
        }
        double p = distribution.at(outcome);
        if (p > 0) {
          int own = 0;
          for (int j = 0; j < places.length; j++) {
            own |= ((outcome >>> places[j]) & 1) << j;
          }
          sums[own] += p;
        }
      }
      add(part, sums, known, weight / total, budget);
    }
  }

  private void add(Part part, double[] sums, BitSet known, double factor, Budget budget) {
    Register register = part.register;
    BitSet base = known.get(register.offset(), register.offset() + register.size());
    char[] label = part.labels.of(base);
    for (int own = 0; own < sums.length; own++) {
      if (own % LABELS_PER_POLL == 0) {
        budget.poll();
      }
      double p = sums[own] * factor;
      if (p >= least) {
        char[] text = label.clone();
        for (int j = 0; j < part.bits.length; j++) {
          if (((own >>> j) & 1) == 1) {
            for (int bit : part.bits[j]) {
              part.labels.set(text, bit);
            }
          }
        }
        part.sum.add(new String(text), p);
      }
    }
  }

  /** For each register its likeliest bit strings. */
  Map<String, SortedMap<String, Double>> result(Budget budget) {
    Map<String, SortedMap<String, Double>> result = new LinkedHashMap<>();
    for (Part part : parts) {
      budget.poll();
      result.put(part.register.name(), part.sum.result());
    }
    return result;
  }
}
