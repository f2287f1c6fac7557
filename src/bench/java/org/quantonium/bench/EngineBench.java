package org.quantonium.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import org.quantonium.engine.Budget;
import org.quantonium.engine.BudgetExceeded;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.CircuitBuilder;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Gate;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;

/**
 * Statements a second of the reader, time and memory of the engine, CPU time after a cancellation.
 *
 * <p>After a build: {@code java -Xmx3g -cp target/classes
 * src/bench/java/org/quantonium/bench/EngineBench.java}
 */
public final class EngineBench {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private EngineBench() {}

  public static void main(String[] arguments) throws InterruptedException {
    reader("cx and h on 20 qubits", EngineBench::clifford);
    reader("u3 with 16 digits", EngineBench::rotations);
    reader("calls of a defined gate with three lines", EngineBench::calls);
    for (int qubits : new int[] {5, 10, 16, 20, 24}) {
      state(qubits);
    }
    cancellation(26);
  }

  private static String clifford() {
    StringBuilder source =
        new StringBuilder("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[20];\n");
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      int qubit = random.nextInt(19);
      source.append(i % 2 == 0 ? "h q[" + qubit : "cx q[" + qubit + "],q[" + (qubit + 1));
      source.append("];\n");
    }
    return source.toString();
  }

  private static String rotations() {
    StringBuilder source = new StringBuilder("qreg q[20];\n");
    Random random = new Random(1);
    for (int i = 0; i < 80_000; i++) {
      source.append("u3(").append(random.nextDouble()).append(',').append(random.nextDouble());
      source.append(',').append(random.nextDouble()).append(") q[").append(random.nextInt(20));
      source.append("];\n");
    }
    return source.toString();
  }

  private static String calls() {
    StringBuilder source = new StringBuilder("gate g(a) x,y { rx(a/2) x; cx x,y; rz(-a) y; }\n");
    source.append("qreg q[20];\n");
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      int qubit = random.nextInt(19);
      source.append("g(0.25) q[").append(qubit).append("],q[").append(qubit + 1).append("];\n");
    }
    return source.toString();
  }

  private static void reader(String what, Supplier<String> maker) {
    String source = maker.get();
    long statements = source.chars().filter(c -> c == ';').count();
    double best = 0;
    for (int i = 0; i < 15; i++) {
      long start = System.nanoTime();
      QasmReader.read(source, QasmLimits.defaults());
      best = Math.max(best, statements * 1e9 / (System.nanoTime() - start));
    }
    System.out.printf("reader, %s: %.2f million statements/s%n", what, best / 1e6);
  }

  private static Circuit layers(int qubits, int layers) {
    Random random = new Random(1);
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", qubits);
    for (int layer = 0; layer < layers; layer++) {
      for (int i = 0; i < qubits; i++) {
        builder.apply(Gate.U3, random.doubles(3).toArray(), i);
      }
      for (int i = layer % 2; i + 1 < qubits; i += 2) {
        builder.apply(Gate.CX, i, i + 1);
      }
    }
    return builder.build();
  }

  private static void state(int qubits) {
    Circuit circuit = layers(qubits, 4);
    Cost cost = Cost.of(circuit, 1000);
    double best = Double.MAX_VALUE;
    long allocated = 0;
    long id = Thread.currentThread().getId();
    int runs = qubits > 20 ? 2 : qubits > 16 ? 5 : 2000 >> (qubits / 2);
    for (int i = 0; i < runs; i++) {
      long before = THREADS.getThreadAllocatedBytes(id);
      long start = System.nanoTime();
      StateVectorSimulator.run(circuit, 1000, i, Budget.unlimited());
      best = Math.min(best, System.nanoTime() - start);
      allocated = THREADS.getThreadAllocatedBytes(id) - before;
    }
    System.out.printf(
        "%d qubits, %d gates, 1000 shots: %.3f ms, %.2f ns an update, allocated %.2f MiB, price %.2f MiB,"
            + " 16 bytes x 2^n %.2f MiB%n",
        qubits,
        circuit.size(),
        best / 1e6,
        best / cost.amplitudeUpdates(),
        allocated / 1048576.0,
        cost.bytes() / 1048576.0,
        Math.scalb(16, qubits) / 1048576.0);
  }

  private static void cancellation(int qubits) throws InterruptedException {
    Budget budget = Budget.of(Duration.ofMinutes(5));
    Circuit circuit = layers(qubits, 20);
    Thread thread =
        new Thread(
            () -> {
              try {
                StateVectorSimulator.run(circuit, 1000, 1, budget);
              } catch (BudgetExceeded e) {
                // What the run is for.
              }
            });
    thread.start();
    Thread.sleep(4000);
    budget.cancel();
    long start = System.nanoTime();
    long cpu = THREADS.getThreadCpuTime(thread.getId());
    long last = cpu;
    for (long now = cpu; now >= 0; now = THREADS.getThreadCpuTime(thread.getId())) {
      last = now;
      Thread.sleep(1);
    }
    thread.join();
    System.out.printf(
        "%d qubits, cancelled: the thread ended after %.1f ms and %.1f ms of CPU%n",
        qubits, (System.nanoTime() - start) / 1e6, (last - cpu) / 1e6);
  }
}
