package org.quantonium.engine;

/**
 * Finds out once which kernels this Java has.
 *
 * <p>The Vector API is a module that a server must be started with: {@code --add-modules
 * jdk.incubator.vector}. The class that uses it is named here by a string alone, so that nothing
 * else is linked against the module.
 */
final class KernelChoice {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String VECTOR = "org.quantonium.engine.VectorKernels";

  /** What runs use. */
  static final Kernels BEST = best();

  private KernelChoice() {}

  private static Kernels best() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return new PlainKernels();
    }
    try {
      Class<?> found = Class.forName(VECTOR, true, KernelChoice.class.getClassLoader());
      return (Kernels) found.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      // The module is there, but the server does not show it to the application, or its vectors
      // have a length that no kernel is written for.
      return new PlainKernels();
    }
  }
}
