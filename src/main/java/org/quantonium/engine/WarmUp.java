package org.quantonium.engine;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Calls each kernel with arguments of every kind until the compiler has got to it.
 *
 * <p>Until then each vector is an object, and a run takes up to a hundred times as long as it will.
 * Where the compiler is asked for the kernels before requests come, it has them seconds later;
 * beside a server at full load it may take minutes. Of every kind, because the compiler leaves out
 * a branch that it has not seen taken, and begins anew where it is.
 */
public final class WarmUp {
  private static final int BITS = 10;
  private static final int ROWS = 1 << (BITS - PhaseSweep.ROW_BITS);

  /** Rotations of so many qubits at a time can each be swapped or not. */
  private static final int SWAPPED = 1 << 3;

  /**
   * What a round allocates falls from 200 MB to some hundred kilobytes, kernel by kernel. When it
   * has not fallen for so many rounds, a second or so, it will not.
   */
  private static final int SAME_ROUNDS = 1000;

  /** So much has a kernel that is not compiled yet. */
  private static final long COLD_BYTES = 4 << 20;

  private static final long LONGEST_NANOS = 60_000_000_000L;

  /** Kernels are compiled for the whole process. */
  private static volatile boolean done;

  private WarmUp() {}

  /**
   * Runs them on the calling thread, half of the time, for at most a minute; it takes some 2 s of
   * one core, once. Plain kernels need none of it.
   *
   * @param allocated bytes that this thread has allocated so far
   * @return whether they are compiled now
   * @throws BudgetExceeded as soon as the budget says so
   */
  public static boolean run(Budget budget, LongSupplier allocated) {
    budget.poll();
    if (done || !KernelChoice.hasVectors()) {
      return true;
    }
    List<Runnable> kernels =
        Arrays.stream(Precision.values())
            .<Runnable>map(precision -> every(KernelChoice.of(precision), budget))
            .toList();
    final long end = System.nanoTime() + LONGEST_NANOS;
    long least = Long.MAX_VALUE;
    for (int same = 0; same < SAME_ROUNDS || least > COLD_BYTES; same++) {
      budget.poll();
      long begun = System.nanoTime();
      long bytes = allocatedBy(kernels, allocated);
      if (bytes < least) {
        least = bytes;
        same = 0;
      }
      long now = System.nanoTime();
      if (now - end >= 0) {
        return false;
      }
      LockSupport.parkNanos(now - begun);
    }
    done = true;
    return true;
  }

  private static long allocatedBy(List<Runnable> kernels, LongSupplier allocated) {
    long before = allocated.getAsLong();
    kernels.forEach(Runnable::run);
    return allocated.getAsLong() - before;
  }

  /** A round of all kernels of a precision on blocks of zeros; what it needs is made here. */
  private static <A> Runnable every(Kernels<A> kernels, Budget budget) {
    Block<A> block = new Block<>(BITS, kernels, Loan.ofNew(), budget);
    Factors factors = new Factors(1 << BITS, kernels.precision());
    // Rows whose number is 1 are left alone.
    Arrays.fill(factors.re, 0, ROWS / 2, -1);
    factors.round(1 << BITS);
    int[] names = new int[ROWS];
    double[][] tangents = tangents(kernels.laneQubits());
    return () -> {
      for (int bits = BITS - 1; bits <= BITS; bits++) {
        block.clear(1 << bits);
        for (int swapped = 0; swapped < SWAPPED; swapped++) {
          rotate(block, kernels.laneQubits(), swapped);
          rotate(block, bits - 3, swapped);
        }
        for (double[] some : tangents) {
          for (int swapped = 0; swapped < tangents.length; swapped++) {
            block.lanes(some, swapped);
          }
        }
        block.scaleRows(factors);
        block.multiplyRows(factors, names, bits & 1, factors);
        block.multiplyOuter(factors, factors, factors, factors);
      }
    };
  }

  /** One, two and three qubits from p on, three of them also in the way that takes least. */
  private static void rotate(Block<?> block, int p, int swapped) {
    double[] half = {0.5, 0.5, 0.5};
    block.rotate(new int[] {p}, half, half, swapped & 1);
    block.rotate(new int[] {p, p + 1}, half, half, swapped & 3);
    block.rotate(new int[] {p, p + 1, p + 2}, half, half, swapped);
    block.rotate(new int[] {p, p + 1, p + 2}, new double[] {-1, -1, -1}, half, 0);
  }

  /** Each set of lane qubits that are turned. */
  private static double[][] tangents(int lanes) {
    double[][] tangents = new double[1 << lanes][lanes];
    for (int set = 0; set < tangents.length; set++) {
      for (int i = 0; i < lanes; i++) {
        tangents[set][i] = set >> i & 1;
      }
    }
    return tangents;
  }
}
