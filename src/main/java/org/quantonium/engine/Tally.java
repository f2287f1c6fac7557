package org.quantonium.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up counts and probabilities over the histories of a run. */
final class Tally {
  private static final int BLOCK = 1 << 16;

  /** Bit strings that are made between two polls; each is sorted among others. */
  private static final int LABELS_PER_POLL = 1 << 10;

  private final List<Register> registers;
  private final Labels labels;

  /** Where a bit string is written. */
  private final char[] label;

  /** Indexes in the state of the qubits that are read off it, ascending. */
  private final int[] measured;

  /** For each of those the classical bits that it sets. */
  private final int[][] wired;

  private final int capacity;

  /** An outcome less likely than this is left out of the probabilities. */
  private final double least;

  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final SparseSum probabilities;
  private final Marginals marginals;
  private long nanos;

  Tally(Plan plan, int capacity, Precision precision, Budget budget) {
    this.registers =
        plan.implied
            ? List.of(new Register("measured", 0, Math.max(1, plan.circuit.qubits())))
            : plan.circuit.classicalRegisters();
    this.labels = new Labels(registers);
    this.label = labels.of(new BitSet());
    this.capacity = capacity;
    this.least = precision.least;
    this.probabilities = new SparseSum(capacity);
    List<List<Integer>> bits = bitsBySlot(plan, budget);
    int[] slots = new int[plan.active];
    int[][] sets = new int[plan.active][];
    int k = 0;
    for (int slot = 0; slot < plan.active; slot++) {
      if (!bits.get(slot).isEmpty()) {
        slots[k] = slot;
        sets[k++] = bits.get(slot).stream().mapToInt(Integer::intValue).toArray();
      }
    }
    this.measured = Arrays.copyOf(slots, k);
    this.wired = Arrays.copyOf(sets, k);
    this.marginals = registers.size() > 1 ? new Marginals(registers, wired, capacity, least) : null;
  }

  private static List<List<Integer>> bitsBySlot(Plan plan, Budget budget) {
    List<List<Integer>> bits = new ArrayList<>();
    for (int slot = 0; slot < plan.active; slot++) {
      bits.add(new ArrayList<>());
    }
    if (plan.implied) {
      for (int qubit = 0; qubit < plan.slot.length; qubit++) {
        if (plan.slot[qubit] >= 0) {
          bits.get(plan.slot[qubit]).add(qubit);
        }
      }
      return bits;
    }
    for (int i = 0; i < plan.operations.size(); i++) {
      Plan.pollAt(i, budget);
      if (plan.fate(i) == Plan.Fate.DEFER) {
        Operation.Measure measure = (Operation.Measure) plan.circuit.operation(i, budget);
        bits.get(plan.slot[measure.qubit()]).add(measure.bit());
      }
    }
    return bits;
  }

  /** Adds a history that has come to its end. */
  void add(History history, long seed, Budget budget) {
    final long start = System.nanoTime();
    Distribution distribution = Distribution.of(history.state, measured, budget);
    char[] base = labels.of(history.bits);
    double total = addProbabilities(distribution, base, history.weight, budget);
    if (marginals != null) {
      marginals.add(distribution, total, history.bits, history.weight, budget);
    }
    if (history.shots > 0) {
      Sampler.draw(
          distribution,
          total,
          Math.toIntExact(history.shots),
          seed,
          budget,
          (outcome, shots) -> {
            if (counts.size() % LABELS_PER_POLL == 0) {
              budget.poll();
            }
            counts.merge(label(base, outcome), shots, Long::sum);
          });
    }
    nanos += System.nanoTime() - start;
  }

  /** Returns the sum of the distribution, in ascending order of outcomes. */
  private double addProbabilities(
      Distribution distribution, char[] base, double weight, Budget budget) {
    Largest largest = new Largest(Math.min(capacity, distribution.size()));
    double total = 0;
    int offered = 0;
    for (int outcome = 0; outcome < distribution.size(); outcome++) {
      if (outcome % BLOCK == 0) {
        budget.poll();
      }
      double p = distribution.at(outcome);
      total += p;
      if (p * weight >= least) {
        largest.offer(outcome, p);
        offered++;
      }
    }
    for (int i = 0; i < largest.size(); i++) {
      if (i % LABELS_PER_POLL == 0) {
        budget.poll();
      }
      probabilities.add(label(base, largest.index(i)), largest.weight(i) / total * weight);
    }
    if (offered > largest.size()) {
      probabilities.setTruncated();
    }
    return total;
  }

  private String label(char[] base, int outcome) {
    System.arraycopy(base, 0, label, 0, base.length);
    for (int j = 0; j < wired.length; j++) {
      if (((outcome >>> j) & 1) == 1) {
        for (int bit : wired[j]) {
          labels.set(label, bit);
        }
      }
    }
    return new String(label);
  }

  SortedMap<String, Long> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  SortedMap<String, Double> probabilities() {
    return probabilities.result();
  }

  /** For each register its distribution; that of an only register is the distribution. */
  Map<String, SortedMap<String, Double>> marginals(Budget budget) {
    return marginals != null
        ? marginals.result(budget)
        : Map.of(registers.get(0).name(), probabilities());
  }

  boolean truncated() {
    return probabilities.truncated();
  }

  List<Register> registers() {
    return registers;
  }

  /** Time spent here so far. */
  long nanos() {
    return nanos;
  }
}
