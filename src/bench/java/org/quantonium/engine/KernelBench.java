package org.quantonium.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Random;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What limits the kernels: nanoseconds an amplitude of each, on a block that fills half of a
 * second-level cache and on one that fits into the first, beside what the arithmetic and the reads
 * and writes of it take alone. CPU time of the thread, the best of some turns.
 *
 * <p>After a build, in the package whose classes it measures:
 *
 * <pre>
 * javac --add-modules jdk.incubator.vector -proc:none -cp target/classes -d target/bench \
 *     src/bench/java/org/quantonium/engine/KernelBench.java
 * java --add-modules jdk.incubator.vector -cp target/classes:target/bench \
 *     org.quantonium.engine.KernelBench
 * </pre>
 */
public final class KernelBench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int[] BITS = {15, 10};
  private static final int TURNS = 60;
  private static final int AMPLITUDES_A_TURN = 1 << 23;

  /** What results are added to, so that none is left out. */
  private static double sink;

  private interface Loop {
    void run(double[] v, int size);
  }

  private KernelBench() {}

  public static void main(String[] none) {
    Kernels kernels = KernelChoice.BEST;
    double add = multiplyAdd();
    System.out.printf(
        "Java %s, kernel %s; a multiply-add of %d numbers takes %.3f ns%n",
        Runtime.version(), kernels.name(), SPECIES.length(), add);
    // Multiply-adds of vectors, or as much work, an amplitude.
    double vector = 1.0 / SPECIES.length();
    for (int bits : BITS) {
      System.out.printf("2^%d amplitudes, %d KiB:%n", bits, 16 << bits >> 10);
      report(bits, "read and written", 0, add, KernelBench::touch);
      int low = kernels.laneQubits();
      int high = bits - 3;
      report(bits, "1 rotation", 2 * vector, add, rotation(kernels, high));
      report(bits, "2 rotations, low", 4 * vector, add, pair(kernels, low));
      report(bits, "2 rotations, high", 4 * vector, add, pair(kernels, high));
      report(bits, "3 rotations, low", 6 * vector, add, three(kernels, low));
      report(bits, "3 rotations, high", 6 * vector, add, three(kernels, high));
      if (low > 0) {
        report(bits, "3 rotations in lanes", 6 * vector, add, lanes(kernels));
      }
      report(bits, "a number for each row", 4 * vector, add, rows(kernels, bits));
      report(bits, "and a table", 8 * vector, add, tables(kernels, bits));
      report(bits, "and an outer product", 12 * vector, add, outer(kernels, bits));
    }
    if (Double.isNaN(sink)) {
      throw new IllegalStateException("no number");
    }
  }

  private static Loop rotation(Kernels kernels, int p) {
    return (v, size) -> kernels.rotate(v, 6, 2 * size, p, 1e-9, 0);
  }

  private static Loop pair(Kernels kernels, int p) {
    return (v, size) -> kernels.rotate(v, 6, 2 * size, p, p + 1, 1e-9, 1e-9, 0);
  }

  private static Loop three(Kernels kernels, int p) {
    return (v, size) -> kernels.rotate(v, 6, 2 * size, p, p + 1, p + 2, 1e-9, 1e-9, 1e-9, 0);
  }

  private static Loop lanes(Kernels kernels) {
    double[] tangents = {1e-9, 1e-9, 1e-9};
    return (v, size) -> kernels.lanes(v, 6, 2 * size, tangents, 0);
  }

  private static Loop rows(Kernels kernels, int bits) {
    double[] re = filled(1 << bits, 0.6);
    double[] im = filled(1 << bits, 0.8);
    return (v, size) -> kernels.scaleRows(v, 6, size, re, im);
  }

  private static Loop tables(Kernels kernels, int bits) {
    double[] re = filled(1 << bits, 0.6);
    double[] im = filled(1 << bits, 0.8);
    int[] names = new int[1 << bits];
    for (int i = 0; i < names.length; i++) {
      names[i] = i % 8;
    }
    return (v, size) -> kernels.multiplyRows(v, 6, size, re, im, names, 0, re, im);
  }

  private static Loop outer(Kernels kernels, int bits) {
    double[] re = filled(1 << bits, 0.6);
    double[] im = filled(1 << bits, 0.8);
    return (v, size) -> kernels.multiplyOuter(v, 6, size, re, im, re, im, re, im, re, im);
  }

  private static double[] filled(int length, double value) {
    double[] result = new double[Math.max(length, 8 * PhaseSweep.ROW)];
    Arrays.fill(result, value);
    return result;
  }

  /** Adds a little to every number. */
  private static void touch(double[] v, int size) {
    DoubleVector little = DoubleVector.broadcast(SPECIES, 1e-9);
    for (int i = 6; i < 6 + 2 * size; i += SPECIES.length()) {
      DoubleVector.fromArray(SPECIES, v, i).add(little).intoArray(v, i);
    }
  }

  private static void report(int bits, String what, double adds, double add, Loop loop) {
    int size = 1 << bits;
    double[] v = new double[6 + 2 * size];
    Random random = new Random(bits);
    Arrays.setAll(v, i -> random.nextDouble());
    int times = AMPLITUDES_A_TURN / size;
    long best = Long.MAX_VALUE;
    for (int turn = 0; turn < TURNS; turn++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        loop.run(v, size);
      }
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
    }
    sink += v[6];
    double nanos = (double) best / times / size;
    System.out.printf(
        "  %-24s %.3f ns an amplitude, of which %.3f arithmetic%n", what, nanos, adds * add);
  }

  /** Nanoseconds of one of many that do not wait for each other. */
  private static double multiplyAdd() {
    int times = 1 << 20;
    long best = Long.MAX_VALUE;
    for (int turn = 0; turn < TURNS; turn++) {
      long start = THREADS.getCurrentThreadCpuTime();
      sink += multiplyAdds(times);
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
    }
    return best / 12.0 / times;
  }

  private static double multiplyAdds(int times) {
    DoubleVector m = DoubleVector.broadcast(SPECIES, 0.5);
    DoubleVector a = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    DoubleVector e = a;
    DoubleVector f = a;
    DoubleVector g = a;
    DoubleVector h = a;
    DoubleVector i = a;
    DoubleVector j = a;
    DoubleVector k = a;
    DoubleVector l = a;
    for (int n = 0; n < times; n++) {
      a = a.fma(m, m);
      b = b.fma(m, m);
      c = c.fma(m, m);
      d = d.fma(m, m);
      e = e.fma(m, m);
      f = f.fma(m, m);
      g = g.fma(m, m);
      h = h.fma(m, m);
      i = i.fma(m, m);
      j = j.fma(m, m);
      k = k.fma(m, m);
      l = l.fma(m, m);
    }
    DoubleVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k);
    return sum.add(l).lane(0);
  }
}
