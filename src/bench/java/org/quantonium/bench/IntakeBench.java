package org.quantonium.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;

/**
 * What it takes to read and to price the largest circuit that is legal: 1,000,000 operations from 6
 * MiB of source. CPU time of the thread, and what it allocates.
 *
 * <p>After a build: {@code java -Xmx3g -cp target/classes
 * src/bench/java/org/quantonium/bench/IntakeBench.java}.
 */
public final class IntakeBench {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private IntakeBench() {}

  public static void main(String[] none) {
    StringBuilder source = new StringBuilder("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n");
    source.append("gate g(a) x,y { u3(a,a/2,0.1) x; cx x,y; rz(-a) y; h x; }\nqreg q[20];\n");
    for (int i = 0; i < 250_000; i++) {
      source.append("g(0.").append(i).append(") q[").append(i % 19).append("],q[19];\n");
    }
    while (source.length() < 6 << 20) {
      source.append('\n');
    }
    String text = source.toString();
    for (int round = 0; round < 5; round++) {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long time = THREADS.getCurrentThreadCpuTime();
      Circuit circuit = QasmReader.read(text, QasmLimits.defaults());
      long read = THREADS.getCurrentThreadCpuTime();
      final long readBytes = THREADS.getCurrentThreadAllocatedBytes();
      final Cost cost = Cost.of(circuit, 1024);
      long priced = THREADS.getCurrentThreadCpuTime();
      long pricedBytes = THREADS.getCurrentThreadAllocatedBytes();
      System.out.printf(
          "%d operations from %d characters: read in %.2f s and %.1f MB allocated, priced in %.2f s"
              + " and %.1f MB (%d updates)%n",
          circuit.size(),
          text.length(),
          (read - time) * 1e-9,
          (readBytes - bytes) * 1e-6,
          (priced - read) * 1e-9,
          (pricedBytes - readBytes) * 1e-6,
          cost.amplitudeUpdates());
    }
  }
}
