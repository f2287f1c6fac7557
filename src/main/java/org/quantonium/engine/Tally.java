package org.quantonium.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up counts and probabilities over the histories of a run. */
final class Tally {
  /** An outcome less likely than this is left out of the probabilities. */
  static final double LEAST = 1e-12;

  private final List<Register> registers;
  private final Labels labels;

  /** Indexes in the state of the qubits that are read off it, ascending. */
  private final int[] measured;

  /** For each of those the classical bits that it sets. */
  private final int[][] bits;

  final SortedMap<String, Long> counts = new TreeMap<>();
  private final Map<String, Double> probabilities = new HashMap<>();
  private boolean truncated;
  private long nanos;

  Tally(Plan plan) {
    this.registers =
        plan.implied
            ? List.of(new Register("measured", 0, Math.max(1, plan.circuit.qubits())))
            : plan.circuit.classicalRegisters();
    this.labels = new Labels(registers);
    List<List<Integer>> wired = new ArrayList<>();
    for (int slot = 0; slot < plan.active; slot++) {
      wired.add(new ArrayList<>());
    }
    if (plan.implied) {
      for (int qubit = 0; qubit < plan.slot.length; qubit++) {
        if (plan.slot[qubit] >= 0) {
          wired.get(plan.slot[qubit]).add(qubit);
        }
      }
    } else {
      for (int i = 0; i < plan.operations.size(); i++) {
        if (plan.fate(i) == Plan.Fate.DEFER) {
          Operation.Measure measure = (Operation.Measure) plan.operations.get(i);
          wired.get(plan.slot[measure.qubit()]).add(measure.bit());
        }
      }
    }
    int[] slots = new int[plan.active];
    int[][] sets = new int[plan.active][];
    int k = 0;
    for (int slot = 0; slot < plan.active; slot++) {
      if (!wired.get(slot).isEmpty()) {
        slots[k] = slot;
        sets[k++] = wired.get(slot).stream().mapToInt(Integer::intValue).toArray();
      }
    }
    this.measured = Arrays.copyOf(slots, k);
    this.bits = Arrays.copyOf(sets, k);
  }

  /** Adds a history that has come to its end. */
  void add(History history, long seed, Budget budget) {
    final long start = System.nanoTime();
    Distribution distribution = Distribution.of(history.state, measured, budget);
    Largest largest = new Largest(Math.min(Outcome.MAX_PROBABILITIES, distribution.size()));
    double total = 0;
    int offered = 0;
    for (int outcome = 0; outcome < distribution.size(); outcome++) {
      if (outcome % (1 << 16) == 0) {
        budget.poll();
      }
      double p = distribution.at(outcome);
      total += p;
      if (p * history.weight >= LEAST) {
        largest.offer(outcome, p);
        offered++;
      }
    }
    truncated |= offered > largest.size();
    char[] base = labels.of(history.bits);
    for (int i = 0; i < largest.size(); i++) {
      double p = largest.weight(i) / total * history.weight;
      probabilities.merge(label(base, largest.index(i)), p, Double::sum);
    }
    if (probabilities.size() > 4 * Outcome.MAX_PROBABILITIES) {
      prune();
    }
    if (history.shots > 0) {
      Sampler.draw(
          distribution,
          total,
          Math.toIntExact(history.shots),
          seed,
          budget,
          (outcome, shots) -> counts.merge(label(base, outcome), shots, Long::sum));
    }
    nanos += System.nanoTime() - start;
  }

  private String label(char[] base, int outcome) {
    char[] label = base.clone();
    for (int j = 0; j < bits.length; j++) {
      if (((outcome >>> j) & 1) == 1) {
        for (int bit : bits[j]) {
          labels.set(label, bit);
        }
      }
    }
    return new String(label);
  }

  private void prune() {
    List<Map.Entry<String, Double>> entries = new ArrayList<>(probabilities.entrySet());
    entries.sort(
        Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    entries
        .subList(Math.min(entries.size(), Outcome.MAX_PROBABILITIES), entries.size())
        .forEach(
            entry -> {
              probabilities.remove(entry.getKey());
              truncated = true;
            });
  }

  /** The probabilities, at most {@link Outcome#MAX_PROBABILITIES}. */
  SortedMap<String, Double> probabilities() {
    prune();
    return new TreeMap<>(probabilities);
  }

  boolean truncated() {
    return truncated;
  }

  List<Register> registers() {
    return registers;
  }

  /** Time spent here so far. */
  long nanos() {
    return nanos;
  }
}
