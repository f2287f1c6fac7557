package org.quantonium.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.quantonium.engine.ArrayPool;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Calibration;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.CircuitBuilder;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Gate;
import org.quantonium.engine.Helpers;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.Speed;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.engine.WarmUp;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;

/**
 * Predicted seconds beside those of one run each, of the thread's CPU time, over a corpus. States
 * lie in arrays that are kept, as on a node that has had some as large before.
 *
 * <p>After a build: {@code java -Xmx3g -cp target/classes
 * src/bench/java/org/quantonium/bench/CostBench.java docs/examples}. Further directories of {@code
 * .qasm} files may follow.
 */
public final class CostBench {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Longer runs are left out. */
  private static final double LONGEST_SECONDS = 8;

  /** A node that has served some thousand runs is compared, not one that has just started. */
  private static final int WARM_ROUNDS = 15;

  private static final int MOST_QUBITS = 24;
  private static final ArrayPool ARRAYS = new ArrayPool(2L << (4 + MOST_QUBITS));

  private record Case(String family, String name, Circuit circuit, RunOptions options) {}

  private record Ratio(Case of, double predicted, double actual) {
    double value() {
      return actual / predicted;
    }

    boolean near() {
      return value() >= 0.5 && value() <= 2;
    }
  }

  private CostBench() {}

  public static void main(String[] directories) throws IOException {
    WarmUp.run(Budget.unlimited(), THREADS::getCurrentThreadAllocatedBytes);
    Speed start = Calibration.run(Budget.unlimited());
    List<Case> cases = new ArrayList<>(generated());
    for (String directory : directories) {
      cases.addAll(files(Path.of(directory)));
    }
    Collections.shuffle(cases, new Random(1));
    List<Ratio> ratios = new ArrayList<>();
    run(ghz(MOST_QUBITS), RunOptions.of(1, 1));
    for (int round = 0; round < WARM_ROUNDS; round++) {
      for (Case one : cases) {
        if (Cost.of(one.circuit, one.options).seconds(start) < 0.02) {
          seconds(one);
        }
      }
    }
    // As a node does: at its start, and again when it is warm.
    Speed speed = start.orFaster(Calibration.run(Budget.unlimited()));
    System.out.println(speed);
    for (Case one : cases) {
      double predicted = Cost.of(one.circuit, one.options).seconds(speed);
      if (predicted < LONGEST_SECONDS) {
        ratios.add(new Ratio(one, predicted, seconds(one)));
      }
    }
    report(ratios, cases.size());
  }

  private static void report(List<Ratio> ratios, int cases) {
    Map<String, List<Ratio>> families = new TreeMap<>();
    for (Ratio ratio : ratios) {
      families.computeIfAbsent(ratio.of.family, f -> new ArrayList<>()).add(ratio);
      if (!ratio.near()) {
        System.out.printf(
            "  beyond a factor 2: %s %s, predicted %.6f s, took %.6f s%n",
            ratio.of.family, ratio.of.name, ratio.predicted, ratio.actual);
      }
    }
    families.put("all", ratios);
    families.put("all over 1 ms", ratios.stream().filter(r -> r.actual > 1e-3).toList());
    families.forEach(
        (family, of) -> {
          double[] sorted = of.stream().mapToDouble(Ratio::value).sorted().toArray();
          System.out.printf(
              "%-14s %4d circuits, within a factor 2: %5.1f %%; actual / predicted: lowest %.2f,"
                  + " median %.2f, highest %.2f%n",
              family,
              sorted.length,
              100.0 * of.stream().filter(Ratio::near).count() / sorted.length,
              sorted[0],
              sorted[sorted.length / 2],
              sorted[sorted.length - 1]);
        });
    System.out.printf(
        "%d circuits were left out, predicted to take over %.0f s%n",
        cases - ratios.size(), LONGEST_SECONDS);
  }

  /** CPU time of one run and of writing its result. */
  private static double seconds(Case one) {
    long before = THREADS.getCurrentThreadCpuTime();
    Outcome outcome = run(one.circuit, one.options);
    StringBuilder text = new StringBuilder();
    text.append(outcome.counts()).append(outcome.probabilities()).append(outcome.marginals());
    text.append(outcome.memory()).append(outcome.amplitudes()).append(outcome.stateVector());
    double seconds = (THREADS.getCurrentThreadCpuTime() - before) * 1e-9;
    if (text.isEmpty()) {
      throw new IllegalStateException("no result");
    }
    return seconds;
  }

  private static Outcome run(Circuit circuit, RunOptions options) {
    return StateVectorSimulator.run(circuit, options, Budget.unlimited(), Helpers.NONE, ARRAYS);
  }

  private static List<Case> files(Path directory) throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".qasm")).sorted().toList()) {
        Circuit circuit = QasmReader.read(Files.readString(file), QasmLimits.defaults());
        String name = file.getFileName().toString();
        cases.add(new Case("files", name, circuit, RunOptions.of(1024, 1)));
      }
    }
    return cases;
  }

  private static List<Case> generated() {
    List<Case> cases = new ArrayList<>();
    for (int n = 1; n <= MOST_QUBITS; n++) {
      for (int depth : new int[] {3, 20, 100}) {
        add(cases, "random", n, depth, 1024, random(n, depth, n + depth));
        add(cases, "diagonal", n, depth, 1024, diagonal(n, depth));
      }
      add(cases, "layers", n, 10, 1024, layers(n, 10));
      add(cases, "ghz", n, 1, 1024, ghz(n));
      add(cases, "qft", n, 1, 1024, qft(n));
      add(cases, "shots", n, 1, 100_000, n % 2 == 0 ? ghz(n) : qft(n));
      add(cases, "hidden string", n, 1, 1000, hiddenString(n));
    }
    for (int n = 2; n <= 16; n += 2) {
      add(cases, "teleported", n, 3, 1024, measured(n, 3, true));
      add(cases, "measured", n, 9, 1024, measured(n, 9, false));
      add(cases, "measured", n, 30, 500, measured(n, 30, false));
      add(cases, "syndromes", n, 4, 1024, syndromes(n, 4));
      add(cases, "registers", n, n, 1024, registers(n));
      cases.add(new Case("amplitudes", "n" + n, qft(n), RunOptions.of(10, 1).withStateVector()));
      cases.add(new Case("memory", "n" + n, qft(n), RunOptions.of(20_000, 1).withMemory()));
    }
    for (int n : new int[] {1, 3, 5, 8}) {
      add(cases, "long", n, 20_000, 1024, random(n, 20_000, n));
    }
    return cases;
  }

  private static void add(
      List<Case> to, String family, int n, int depth, int shots, Circuit circuit) {
    String name = n + " qubits, depth " + depth + ", " + shots + " shots";
    to.add(new Case(family, name, circuit, RunOptions.of(shots, 1)));
  }

  private static CircuitBuilder qubits(int n) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", n);
    return builder;
  }

  private static Circuit measuredAtEnd(CircuitBuilder builder) {
    builder.classicalRegister("c", builder.qubits());
    for (int i = 0; i < builder.qubits(); i++) {
      builder.measure(i, i);
    }
    return builder.build();
  }

  /** Gates drawn from the whole table. */
  private static Circuit random(int n, int length, int seed) {
    Random random = new Random(seed);
    CircuitBuilder builder = qubits(n);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    for (int i = 0; i < length; i++) {
      Gate gate = Gate.values()[random.nextInt(Gate.values().length)];
      if (gate.qubits() <= n) {
        Collections.shuffle(order, random);
        int[] on = order.subList(0, gate.qubits()).stream().mapToInt(x -> x).toArray();
        builder.apply(gate, random.doubles(gate.parameters(), -7, 7).toArray(), on);
      }
    }
    return measuredAtEnd(builder);
  }

  private static Circuit diagonal(int n, int depth) {
    Random random = new Random(n);
    CircuitBuilder builder = qubits(n);
    for (int i = 0; i < n; i++) {
      builder.apply(Gate.H, i);
    }
    for (int i = 0; i < depth; i++) {
      int qubit = random.nextInt(n);
      builder.apply(Gate.RZ, new double[] {random.nextDouble()}, qubit);
      if (n > 1) {
        builder.apply(Gate.CP, new double[] {random.nextDouble()}, qubit, (qubit + 1) % n);
      }
    }
    return measuredAtEnd(builder);
  }

  private static Circuit layers(int n, int layers) {
    Random random = new Random(1);
    CircuitBuilder builder = qubits(n);
    for (int layer = 0; layer < layers; layer++) {
      for (int i = 0; i < n; i++) {
        builder.apply(Gate.U3, random.doubles(3).toArray(), i);
      }
      for (int i = layer % 2; i + 1 < n; i += 2) {
        builder.apply(Gate.CX, i, i + 1);
      }
    }
    return measuredAtEnd(builder);
  }

  private static Circuit ghz(int n) {
    CircuitBuilder builder = qubits(n).apply(Gate.H, 0);
    for (int i = 1; i < n; i++) {
      builder.apply(Gate.CX, i - 1, i);
    }
    return measuredAtEnd(builder);
  }

  private static Circuit qft(int n) {
    CircuitBuilder builder = qubits(n);
    for (int i = n - 1; i >= 0; i--) {
      builder.apply(Gate.H, i);
      for (int j = i - 1; j >= 0; j--) {
        builder.apply(Gate.CP, new double[] {Math.PI / (1L << (i - j))}, j, i);
      }
    }
    for (int i = 0; i < n / 2; i++) {
      builder.apply(Gate.SWAP, i, n - 1 - i);
    }
    return builder.build();
  }

  /** Bernstein and Vazirani's: one outcome, where the price has to expect all. */
  private static Circuit hiddenString(int n) {
    CircuitBuilder builder = qubits(n);
    for (int i = 0; i < n; i++) {
      builder.apply(Gate.H, i);
    }
    for (int i = 0; i < n; i += 2) {
      builder.apply(Gate.Z, i);
    }
    for (int i = 0; i < n; i++) {
      builder.apply(Gate.H, i);
    }
    return measuredAtEnd(builder);
  }

  private static Circuit measured(int n, int measurements, boolean conditions) {
    CircuitBuilder builder = qubits(n);
    builder.classicalRegister("m", measurements);
    builder.classicalRegister("c", n);
    for (int i = 0; i < measurements; i++) {
      int qubit = i % n;
      int other = (qubit + 1) % n;
      builder.apply(Gate.H, qubit).apply(Gate.CX, qubit, other).measure(qubit, i);
      if (conditions) {
        builder.conditional(0, BigInteger.ONE, () -> builder.apply(Gate.X, other));
      }
      builder.apply(Gate.RY, new double[] {0.3}, qubit);
    }
    for (int i = 0; i < n; i++) {
      builder.measure(i, measurements + i);
    }
    return builder.build();
  }

  /** Parities that are always even, where the price has to expect both outcomes. */
  private static Circuit syndromes(int n, int rounds) {
    CircuitBuilder builder = qubits(n + 1);
    builder.classicalRegister("s", rounds);
    builder.apply(Gate.H, 0);
    for (int i = 1; i < n; i++) {
      builder.apply(Gate.CX, 0, i);
    }
    for (int i = 0; i < rounds; i++) {
      builder.apply(Gate.CX, i % n, n).apply(Gate.CX, (i + 1) % n, n).measure(n, i).reset(n);
    }
    return builder.build();
  }

  /** A classical register for each qubit. */
  private static Circuit registers(int n) {
    CircuitBuilder builder = qubits(n);
    for (int i = 0; i < n; i++) {
      builder.classicalRegister("c" + i, 1);
      builder.apply(Gate.RY, new double[] {0.5 + i}, i);
    }
    for (int i = 0; i < n; i++) {
      builder.measure(i, i);
    }
    return builder.build();
  }
}
