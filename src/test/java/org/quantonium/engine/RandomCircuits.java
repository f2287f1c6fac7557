package org.quantonium.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes circuits of gates drawn evenly from the whole table. */
final class RandomCircuits {
  private RandomCircuits() {}

  /** Gates only; each gate that fits into n qubits is as likely as any other. */
  static Circuit gates(int n, int length, long seed) {
    Random random = new Random(seed);
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", n);
    List<Gate> fitting = new ArrayList<>();
    for (Gate gate : Gate.values()) {
      if (gate.qubits() <= n) {
        fitting.add(gate);
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    for (int i = 0; i < length; i++) {
      Gate gate = fitting.get(random.nextInt(fitting.size()));
      double[] angles = random.doubles(gate.parameters(), -7, 7).toArray();
      Collections.shuffle(order, random);
      int[] qubits = order.subList(0, gate.qubits()).stream().mapToInt(x -> x).toArray();
      builder.apply(gate, angles, qubits);
    }
    return builder.build();
  }
}
