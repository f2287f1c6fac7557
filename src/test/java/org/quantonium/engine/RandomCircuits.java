package org.quantonium.engine;

import java.math.BigInteger;
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

  /**
   * Like a Fourier transform in a random order of the qubits: a rotation, then phases with all
   * others, some of them under a further control.
   */
  static Circuit coupled(int n, long seed) {
    Random random = new Random(seed);
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", n);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
      builder.apply(Gate.RY, new double[] {random.nextDouble() + 0.5}, i);
    }
    Collections.shuffle(order, random);
    for (int qubit : order) {
      builder.apply(Gate.H, qubit);
      for (int other = 0; other < n; other++) {
        int third = random.nextInt(n);
        double[] angle = {random.nextDouble()};
        if (other != qubit && third != other && third != qubit && random.nextInt(4) == 0) {
          builder.apply(Gate.CP, angle, third, other, qubit);
        } else if (other != qubit) {
          builder.apply(Gate.CP, angle, other, qubit);
        }
      }
    }
    return builder.build();
  }

  /**
   * Gates of one to three qubits, measurements, resets and conditions, into two classical
   * registers. At most so many measurements and resets that every history is followed.
   */
  static Circuit dynamic(int n, long seed) {
    return dynamic(n, 0, seed);
  }

  /** The same, with further qubits that nothing couples to the others, in superposition. */
  static Circuit dynamic(int n, int spectators, long seed) {
    Random random = new Random(seed);
    // In a short circuit a measurement is often the last that its qubit sees.
    int length = 3 + random.nextInt(22);
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("a", 1);
    builder.quantumRegister("b", n - 1);
    builder.classicalRegister("c", 1);
    builder.classicalRegister("d", 2);
    if (spectators > 0) {
      builder.quantumRegister("z", spectators);
    }
    for (int i = n; i < n + spectators; i++) {
      builder.apply(Gate.H, i).apply(Gate.T, i).apply(Gate.CX, i, i > n ? i - 1 : i + 1);
    }
    int budget = 7;
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(10);
      if (kind < 3 && budget-- > 0) {
        builder.measure(random.nextInt(n), random.nextInt(3));
      } else if (kind == 3 && budget-- > 0) {
        builder.reset(random.nextInt(n));
      } else if (kind < 7) {
        int register = random.nextInt(2);
        boolean measures = random.nextInt(3) == 0 && budget-- > 0;
        builder.conditional(
            register,
            BigInteger.valueOf(random.nextInt(register == 0 ? 2 : 4)),
            () -> {
              gate(builder, n, random);
              if (measures) {
                builder.measure(random.nextInt(n), random.nextInt(3));
                gate(builder, n, random);
              }
            });
      } else {
        gate(builder, n, random);
      }
    }
    builder.measure(random.nextInt(n), random.nextInt(3));
    return builder.build();
  }

  private static void gate(CircuitBuilder builder, int n, Random random) {
    Gate[] some = {
      Gate.H, Gate.X, Gate.RY, Gate.T, Gate.CX, Gate.CH, Gate.CRX, Gate.SWAP, Gate.CCX
    };
    Gate gate;
    do {
      gate = some[random.nextInt(some.length)];
    } while (gate.qubits() > n);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    builder.apply(
        gate,
        random.doubles(gate.parameters(), -7, 7).toArray(),
        order.subList(0, gate.qubits()).stream().mapToInt(x -> x).toArray());
  }
}
