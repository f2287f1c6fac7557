package org.quantonium.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Random;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What limits the kernels of either precision: nanoseconds an amplitude of each, on a block that
 * fills half of a second-level cache and on one that fits into the first, beside what the
 * arithmetic and the reads and writes of it take alone. CPU time of the thread, the best of some
 * turns.
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

  private interface Loop<A> {
    void run(A v, int size);
  }

  private KernelBench() {}

  public static void main(String[] none) {
    double add = multiplyAdd();
    System.out.printf(
        "Java %s, kernel %s; a multiply-add of %d doubles takes %.3f ns%n",
        Runtime.version(), KernelChoice.BEST.name(), SPECIES.length(), add);
    for (int bits : BITS) {
      System.out.printf("2^%d amplitudes, %d KiB:%n", bits, 16 << bits >> 10);
      report(bits, "read and written", 0, add, numbers(bits), KernelBench::touch);
      reportAll(KernelChoice.BEST, numbers(bits), bits, add);
    }
    for (int bits : BITS) {
      int more = bits + 1;
      System.out.printf("single precision, 2^%d amplitudes, %d KiB:%n", more, 8 << more >> 10);
      reportAll(KernelChoice.SINGLE, singles(more), more, add);
    }
    if (Double.isNaN(sink)) {
      throw new IllegalStateException("no number");
    }
  }

  private static <A> void reportAll(Kernels<A> kernels, A v, int bits, double add) {
    // Multiply-adds of vectors, or as much work, an amplitude.
    double vector = kernels.precision().bytes / 8.0 / SPECIES.length();
    int low = kernels.laneQubits();
    int high = bits - 3;
    report(bits, "1 rotation", 2 * vector, add, v, rotations(kernels, 1, high, false));
    report(bits, "2 rotations, low", 4 * vector, add, v, rotations(kernels, 2, low, false));
    report(bits, "2 rotations, high", 4 * vector, add, v, rotations(kernels, 2, high, false));
    report(bits, "3 rotations, low", 6 * vector, add, v, rotations(kernels, 3, low, false));
    report(bits, "3 rotations, high", 6 * vector, add, v, rotations(kernels, 3, high, false));
    report(bits, "3 with units, low", 3 * vector, add, v, rotations(kernels, 3, low, true));
    report(bits, "3 with units, high", 3 * vector, add, v, rotations(kernels, 3, high, true));
    if (low > 0) {
      report(bits, low + " rotations in lanes", 2 * low * vector, add, v, lanes(kernels));
    }
    report(bits, "a number for each row", 4 * vector, add, v, rows(kernels, bits));
    report(bits, "and a table", 8 * vector, add, v, tables(kernels, bits));
    report(bits, "and an outer product", 12 * vector, add, v, outer(kernels, bits));
  }

  /** Where a block begins, that it is aligned. */
  private static int from(Kernels<?> kernels) {
    return 48 / kernels.precision().bytes;
  }

  /** Rotates so many qubits from p on, in the way that takes least or in the other. */
  private static <A> Loop<A> rotations(Kernels<A> kernels, int count, int p, boolean units) {
    int[] qubits = new int[count];
    Arrays.setAll(qubits, i -> p + i);
    double[] minus = new double[count];
    Arrays.fill(minus, units ? -1 : -1e-9);
    double[] plus = new double[count];
    Arrays.fill(plus, 1e-9);
    int at = from(kernels);
    return switch (count) {
      case 1 -> (v, size) -> kernels.rotateOne(v, at, 2 * size, qubits, minus, plus, 0);
      case 2 -> (v, size) -> kernels.rotateTwo(v, at, 2 * size, qubits, minus, plus, 0);
      default -> (v, size) -> kernels.rotateThree(v, at, 2 * size, qubits, minus, plus, 0);
    };
  }

  private static <A> Loop<A> lanes(Kernels<A> kernels) {
    double[] tangents = new double[kernels.laneQubits()];
    Arrays.fill(tangents, 1e-9);
    return (v, size) -> kernels.lanes(v, from(kernels), 2 * size, tangents, 0);
  }

  private static <A> Loop<A> rows(Kernels<A> kernels, int bits) {
    Factors rows = filled(1 << bits, kernels.precision());
    return (v, size) -> kernels.scaleRows(v, from(kernels), size, rows);
  }

  private static <A> Loop<A> tables(Kernels<A> kernels, int bits) {
    Factors some = filled(1 << bits, kernels.precision());
    int[] names = new int[1 << bits];
    for (int i = 0; i < names.length; i++) {
      names[i] = i % 8;
    }
    return (v, size) -> kernels.multiplyRows(v, from(kernels), size, some, names, 0, some);
  }

  private static <A> Loop<A> outer(Kernels<A> kernels, int bits) {
    Factors some = filled(1 << bits, kernels.precision());
    return (v, size) -> kernels.multiplyOuter(v, from(kernels), size, some, some, some, some);
  }

  private static Factors filled(int length, Precision precision) {
    Factors result = new Factors(Math.max(length, 8 * PhaseSweep.ROW), precision);
    Arrays.fill(result.re, 0.6);
    Arrays.fill(result.im, 0.8);
    result.round(result.length());
    return result;
  }

  private static double[] numbers(int bits) {
    double[] v = new double[6 + (2 << bits)];
    Random random = new Random(bits);
    Arrays.setAll(v, i -> random.nextDouble());
    return v;
  }

  private static float[] singles(int bits) {
    float[] v = new float[12 + (2 << bits)];
    Random random = new Random(bits);
    for (int i = 0; i < v.length; i++) {
      v[i] = random.nextFloat();
    }
    return v;
  }

  /** Adds a little to every number. */
  private static void touch(double[] v, int size) {
    DoubleVector little = DoubleVector.broadcast(SPECIES, 1e-9);
    for (int i = 6; i < 6 + 2 * size; i += SPECIES.length()) {
      DoubleVector.fromArray(SPECIES, v, i).add(little).intoArray(v, i);
    }
  }

  private static <A> void report(
      int bits, String what, double adds, double add, A v, Loop<A> loop) {
    int size = 1 << bits;
    int times = AMPLITUDES_A_TURN / size;
    long best = Long.MAX_VALUE;
    for (int turn = 0; turn < TURNS; turn++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        loop.run(v, size);
      }
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
    }
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
