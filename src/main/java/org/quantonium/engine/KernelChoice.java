package org.quantonium.engine;

import java.lang.management.ManagementFactory;

/**
 * Finds out once which kernels this Java has.
 *
 * <p>The Vector API is a module that a server must be started with: {@code --add-modules
 * jdk.incubator.vector}. The class that uses it is named here by a string alone, so that nothing
 * else is linked against the module.
 */
final class KernelChoice {
  private static final String LOWER_TIERS = "-XX:TieredStopAtLevel=[0-3]";
  private static final String MODULE = "jdk.incubator.vector";
  private static final String VECTOR = "org.quantonium.engine.DoubleVectorKernels";
  private static final String VECTOR_SINGLE = "org.quantonium.engine.FloatVectorKernels";

  /** What runs in double precision use. */
  static final Kernels<double[]> BEST = best(double[].class, VECTOR, new DoublePlainKernels());

  /** What runs in single precision use. */
  static final Kernels<float[]> SINGLE =
      best(float[].class, VECTOR_SINGLE, new FloatPlainKernels());

  private KernelChoice() {}

  /**
   * Whether this Java was started with its second compiler. To the first one, and to the
   * interpreter, each vector is an object, and plain kernels are faster by far.
   */
  private static boolean vectorsStayInRegisters() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .noneMatch(option -> option.equals("-Xint") || option.matches(LOWER_TIERS));
  }

  static boolean hasVectors() {
    return !(BEST instanceof DoublePlainKernels);
  }

  static Kernels<?> of(Precision precision) {
    return precision == Precision.DOUBLE ? BEST : SINGLE;
  }

  private static <A> Kernels<A> best(Class<A> type, String vector, Kernels<A> plain) {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty() || !vectorsStayInRegisters()) {
      return plain;
    }
    try {
      Class<?> found = Class.forName(vector, true, KernelChoice.class.getClassLoader());
      @SuppressWarnings("unchecked") // looked at next
      Kernels<A> kernels = (Kernels<A>) found.getDeclaredConstructor().newInstance();
      return kernels.type() == type ? kernels : plain;
    } catch (ReflectiveOperationException | LinkageError e) {
      // The module is there, but the server does not show it to the application, or its vectors
      // have a length that no kernel is written for.
      return plain;
    }
  }
}
