package org.quantonium.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.quantonium.engine.ArrayPool;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.CircuitBuilder;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Gate;
import org.quantonium.engine.Helpers;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;

/**
 * A run of 27 qubits, 2 GiB of amplitudes, in a heap of 3 GB, after smaller ones whose arrays are
 * kept; one process for each collector. What a run allocates in all is no less than what it holds
 * at a time.
 *
 * <p>After a build: {@code java -cp target/classes
 * src/bench/java/org/quantonium/bench/LargeStateBench.java}.
 */
public final class LargeStateBench {
  private static final int QUBITS = 27;
  private static final List<String> COLLECTORS = List.of("UseG1GC", "UseSerialGC", "UseParallelGC");

  private LargeStateBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0) {
      measure(arguments[0]);
      return;
    }
    for (String collector : COLLECTORS) {
      new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx3g",
              "-XX:+" + collector,
              "--add-modules",
              "jdk.incubator.vector",
              "-cp",
              System.getProperty("java.class.path"),
              "src/bench/java/org/quantonium/bench/LargeStateBench.java",
              collector)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .redirectOutput(ProcessBuilder.Redirect.INHERIT)
          .start()
          .waitFor();
    }
  }

  private static void measure(String collector) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ArrayPool pool = new ArrayPool(Runtime.getRuntime().maxMemory() / 4);
    ExecutorService helper = Executors.newFixedThreadPool(1);
    Helpers helpers = new Helpers(helper, 1);
    for (int i = 0; i < 30; i++) {
      Circuit small = layers(10 + i % 14);
      StateVectorSimulator.run(small, RunOptions.of(100, i), Budget.unlimited(), helpers, pool);
    }
    Circuit circuit = layers(QUBITS);
    RunOptions options = RunOptions.of(1000, 1);
    final Cost cost = Cost.of(circuit, options);
    final long kept = pool.kept();
    final long collecting = collecting();
    long before = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    int outcomes =
        StateVectorSimulator.run(circuit, options, Budget.unlimited(), helpers, pool)
            .counts()
            .size();
    double seconds = (System.nanoTime() - start) * 1e-9;
    long held = threads.getCurrentThreadAllocatedBytes() - before + kept;
    long bound = (11L << (QUBITS + 4)) / 10 + (64 << 20);
    System.out.printf(
        "%s: %d qubits, %d gates, %d outcomes in %.1f s, of which %.1f collecting; allocated, and kept"
            + " before, %d MiB; at most %d MiB: %s; priced at %d MiB%n",
        collector,
        QUBITS,
        circuit.size(),
        outcomes,
        seconds,
        (collecting() - collecting) * 1e-3,
        held >> 20,
        bound >> 20,
        held <= bound,
        cost.bytes() >> 20);
    helper.shutdown();
  }

  /** Milliseconds that collectors took so far. */
  private static long collecting() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  private static Circuit layers(int qubits) {
    Random random = new Random(1);
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", qubits);
    for (int layer = 0; layer < 2; layer++) {
      for (int i = 0; i < qubits; i++) {
        builder.apply(Gate.U3, random.doubles(3).toArray(), i);
      }
      for (int i = layer % 2; i + 1 < qubits; i += 2) {
        builder.apply(Gate.CX, i, i + 1);
      }
    }
    return builder.build();
  }
}
