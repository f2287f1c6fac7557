package org.quantonium.engine;

import java.lang.reflect.Array;
import java.util.Arrays;

/** Arrays of numbers of either precision: {@code double[]} or {@code float[]}. */
final class Numbers {
  private Numbers() {}

  /** An array of zeros. */
  static <A> A make(Class<A> type, int length) {
    return type.cast(Array.newInstance(type.getComponentType(), length));
  }

  static int length(Object array) {
    return Array.getLength(array);
  }

  /** What its numbers take. */
  static long bytes(Object array) {
    return (long) length(array) * (array instanceof double[] ? Double.BYTES : Float.BYTES);
  }

  /** Makes the numbers from..to zero. */
  static void clear(Object array, int from, int to) {
    if (array instanceof double[] doubles) {
      Arrays.fill(doubles, from, to, 0);
    } else {
      Arrays.fill((float[]) array, from, to, 0);
    }
  }
}
