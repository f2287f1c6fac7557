package org.quantonium.engine;

/**
 * Keeps the largest of a stream of weighted indexes, the earlier of two that weigh the same.
 *
 * <p>A binary heap with the least on top; memory 12 bytes x capacity, cost log2 capacity for each
 * that is kept.
 */
final class Largest {
  private final double[] weights;
  private final int[] indexes;
  private int size;

  Largest(int capacity) {
    this.weights = new double[capacity];
    this.indexes = new int[capacity];
  }

  void offer(int index, double weight) {
    if (size < weights.length) {
      int hole = size++;
      while (hole > 0 && less(index, weight, (hole - 1) / 2)) {
        move((hole - 1) / 2, hole);
        hole = (hole - 1) / 2;
      }
      put(hole, index, weight);
    } else if (size > 0 && !less(index, weight, 0)) {
      sink(index, weight);
    }
  }

  int size() {
    return size;
  }

  int index(int at) {
    return indexes[at];
  }

  double weight(int at) {
    return weights[at];
  }

  private void sink(int index, double weight) {
    int hole = 0;
    while (2 * hole + 1 < size) {
      int child = 2 * hole + 1;
      if (child + 1 < size && less(indexes[child + 1], weights[child + 1], child)) {
        child++;
      }
      if (less(index, weight, child)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    put(hole, index, weight);
  }

  private boolean less(int index, double weight, int at) {
    return weight != weights[at] ? weight < weights[at] : index > indexes[at];
  }

  private void move(int from, int to) {
    put(to, indexes[from], weights[from]);
  }

  private void put(int at, int index, double weight) {
    indexes[at] = index;
    weights[at] = weight;
  }
}
