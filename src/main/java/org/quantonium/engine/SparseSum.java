package org.quantonium.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up probabilities by bit string and keeps the largest.
 *
 * <p>What is left out while the sum grows may be missing from a string that comes back later, so
 * that the sum says whether anything was left out. Memory: at most five times the capacity.
 */
final class SparseSum {
  private final int capacity;
  private final SortedMap<String, Double> values = new TreeMap<>();
  private boolean truncated;

  SparseSum(int capacity) {
    this.capacity = capacity;
  }

  void add(String label, double probability) {
    values.merge(label, probability, Double::sum);
    if (values.size() > 5 * capacity) {
      prune();
    }
  }

  void setTruncated() {
    truncated = true;
  }

  boolean truncated() {
    return truncated || values.size() > capacity;
  }

  /** The largest, in order of the bit strings. Nothing is added after that. */
  SortedMap<String, Double> result() {
    prune();
    return Collections.unmodifiableSortedMap(values);
  }

  private void prune() {
    if (values.size() <= capacity) {
      return;
    }
    List<Map.Entry<String, Double>> entries = new ArrayList<>(values.entrySet());
    entries.sort(
        Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    for (Map.Entry<String, Double> entry : entries.subList(capacity, entries.size())) {
      values.remove(entry.getKey());
    }
    truncated = true;
  }
}
