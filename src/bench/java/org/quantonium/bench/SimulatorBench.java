package org.quantonium.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.CircuitBuilder;
import org.quantonium.engine.Gate;
import org.quantonium.engine.Helpers;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.Precision;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.engine.WarmUp;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;

/**
 * Seconds of random circuits and Fourier transforms in either precision, on one thread and on two,
 * with the Vector API and then, in a second process, without.
 *
 * <p>After a build: {@code java -Xmx3g --add-modules jdk.incubator.vector -cp target/classes
 * src/bench/java/org/quantonium/bench/SimulatorBench.java}. A directory of {@code .qasm} files may
 * follow, which then replace the generated circuits.
 */
public final class SimulatorBench {
  private static final boolean VECTORS = StateVectorSimulator.KERNEL.contains("-vector-");
  private static final int ROUNDS = VECTORS ? 5 : 2;

  /** Runs of each kind that come before: the compiler gets to what they pass. */
  private static final int WARM_ROUNDS = VECTORS ? 5 : 1;

  private static final int LAYERS = 20;
  private static final int[] SIZES = {20, 22, 24};

  private record Case(String name, Circuit circuit) {}

  private SimulatorBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.printf("Java %s, kernel %s%n", Runtime.version(), StateVectorSimulator.KERNEL);
    System.out.printf("triad %.1f GB/s on one thread%n", triad());
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    WarmUp.run(Budget.unlimited(), memory::getCurrentThreadAllocatedBytes);
    small();
    ExecutorService threads = Executors.newFixedThreadPool(1);
    try {
      for (Case one : arguments.length > 0 ? files(Path.of(arguments[0])) : generated()) {
        measure(one, new Helpers(threads, 1));
      }
    } finally {
      threads.shutdown();
    }
    if (VECTORS) {
      withoutVectors(arguments);
    }
  }

  private static void withoutVectors(String[] arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx3g",
                "-cp",
                System.getProperty("java.class.path"),
                "src/bench/java/org/quantonium/bench/SimulatorBench.java"));
    command.addAll(List.of(arguments));
    System.out.println();
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** GB/s of a = b + 3 c over 192 MB, the best of some. */
  private static double triad() {
    int length = 1 << 23;
    double[] a = new double[length];
    double[] b = new double[length];
    double[] c = new double[length];
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < length; i++) {
        a[i] = b[i] + 3 * c[i];
      }
      best = Math.min(best, (double) (System.nanoTime() - start));
    }
    return 24.0 * length / best;
  }

  /** 5 qubits, 20 gates, 1,000 shots, when warm. */
  private static void small() {
    Circuit circuit = random(5, 2);
    for (Precision precision : Precision.values()) {
      double best = Double.MAX_VALUE;
      for (int round = 0; round < 40; round++) {
        long start = System.nanoTime();
        for (int i = 0; i < 500; i++) {
          RunOptions options = RunOptions.of(1000, i).withPrecision(precision);
          StateVectorSimulator.run(circuit, options, Budget.unlimited());
        }
        best = Math.min(best, (System.nanoTime() - start) / 500.0);
      }
      System.out.printf(
          "5 qubits, %d gates, 1,000 shots, %s precision: %.1f us%n",
          circuit.operations().size(), precision.word(), best / 1000);
    }
  }

  private static void measure(Case one, Helpers helpers) {
    int gates = one.circuit.operations().size();
    for (Precision precision : Precision.values()) {
      double alone = best(one.circuit, precision, Helpers.NONE);
      double helped = best(one.circuit, precision, helpers);
      System.out.printf(
          "%-14s %s %.4f s on one thread, %.4f s on two; %.3f ns an amplitude and gate%n",
          one.name,
          precision.word(),
          alone,
          helped,
          alone * 1e9 / Math.scalb((double) gates, one.circuit.qubits()));
    }
  }

  /** Planning, allocation and all gates; not the reading of samples off the state. */
  private static double best(Circuit circuit, Precision precision, Helpers helpers) {
    RunOptions options = RunOptions.of(1, 1).withMaxProbabilities(0).withPrecision(precision);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
      Outcome outcome = StateVectorSimulator.run(circuit, options, Budget.unlimited(), helpers);
      if (round >= WARM_ROUNDS) {
        best = Math.min(best, outcome.seconds().get("plan") + outcome.seconds().get("evolve"));
      }
    }
    return best;
  }

  private static List<Case> files(Path directory) throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".qasm")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".qasm", "");
        cases.add(new Case(name, QasmReader.read(Files.readString(file), QasmLimits.defaults())));
      }
    }
    return cases;
  }

  private static List<Case> generated() {
    List<Case> cases = new ArrayList<>();
    for (int n : SIZES) {
      cases.add(new Case("rqc_n" + n + "_d" + LAYERS, random(n, LAYERS)));
    }
    for (int n : SIZES) {
      cases.add(new Case("qft_n" + n, fourier(n)));
    }
    return cases;
  }

  /** Layers of random U3 on all qubits and of CX or CZ on a random matching. */
  private static Circuit random(int n, int layers) {
    Random random = new Random(n);
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", n);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    for (int layer = 0; layer < layers; layer++) {
      rotations(builder, n, random);
      Collections.shuffle(order, random);
      for (int i = 0; i + 1 < n; i += 2) {
        builder.apply(random.nextBoolean() ? Gate.CX : Gate.CZ, order.get(i), order.get(i + 1));
      }
    }
    return builder.build();
  }

  private static void rotations(CircuitBuilder builder, int n, Random random) {
    for (int i = 0; i < n; i++) {
      double[] angles = {Math.PI * random.nextDouble(), random.nextDouble(), random.nextDouble()};
      builder.apply(Gate.U3, angles, i);
    }
  }

  /** A layer of random U3, the quantum Fourier transform, and the swaps at its end. */
  private static Circuit fourier(int n) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", n);
    rotations(builder, n, new Random(n));
    for (int i = n - 1; i >= 0; i--) {
      builder.apply(Gate.H, i);
      for (int j = i - 1; j >= 0; j--) {
        builder.apply(Gate.CU1, new double[] {Math.PI / (1L << (i - j))}, j, i);
      }
    }
    for (int i = 0; i < n / 2; i++) {
      builder.apply(Gate.SWAP, i, n - 1 - i);
    }
    return builder.build();
  }
}
