package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each kernel that this machine chooses against the plain one, on every qubit of a block. */
class KernelsTest {
  private static final int OFFSET = 6;
  private static final int BITS = 9;
  private static final int SIZE = 2 << BITS;
  private static final double[] TANGENTS = {0.3, -1.7, 0.9, -0.2};
  private static final double[] PLUS = {0.3, -1.7, 0.9};
  private static final double[] MINUS = {-0.2, 1.1, -0.7};
  private static final double[] UNITS = {-1, -1, -1};

  /** Kernels and what they are held against. */
  private record Pair<A>(Kernels<A> fast, Kernels<A> plain, double tolerance) {
    A numbers() {
      A array = fast.type().cast(Array.newInstance(fast.type().componentType(), OFFSET + SIZE));
      Random random = new Random(1);
      for (int i = 0; i < OFFSET + SIZE; i++) {
        float number = random.nextFloat() - 0.5f;
        if (fast.precision() == Precision.DOUBLE) {
          Array.setDouble(array, i, number);
        } else {
          Array.setFloat(array, i, number);
        }
      }
      return array;
    }

    void agree(String what, A found, A expected) {
      for (int i = 0; i < OFFSET + SIZE; i++) {
        assertThat(Math.abs(Array.getDouble(found, i) - Array.getDouble(expected, i)))
            .as("%s: number %d", what, i)
            .isLessThan(tolerance);
      }
    }

    void rotations() {
      for (int p = fast.laneQubits(); p < BITS; p++) {
        rotated(p);
        for (int q = p + 1; q < BITS; q++) {
          rotated(p, q);
          for (int r = q + 1; r < BITS; r++) {
            rotated(p, q, r);
          }
        }
      }
    }

    private void rotated(int... qubits) {
      double[] plus = Arrays.copyOf(PLUS, qubits.length);
      double[][] both = {Arrays.copyOf(MINUS, qubits.length), Arrays.copyOf(UNITS, qubits.length)};
      for (double[] minus : both) {
        for (int swapped = 0; swapped < 1 << qubits.length; swapped++) {
          A found = numbers();
          A expected = numbers();
          switch (qubits.length) {
            case 1 -> fast.rotateOne(found, OFFSET, SIZE, qubits, minus, plus, swapped);
            case 2 -> fast.rotateTwo(found, OFFSET, SIZE, qubits, minus, plus, swapped);
            default -> fast.rotateThree(found, OFFSET, SIZE, qubits, minus, plus, swapped);
          }
          for (int i = 0; i < qubits.length; i++) {
            one(expected, qubits[i], minus[i], plus[i], swapped >> i & 1);
          }
          agree("rotations of " + Arrays.toString(qubits) + ", " + swapped, found, expected);
        }
      }
    }

    private void one(A v, int p, double minus, double plus, int swapped) {
      plain.rotateOne(
          v, OFFSET, SIZE, new int[] {p}, new double[] {minus}, new double[] {plus}, swapped);
    }

    void lanes() {
      int lanes = fast.laneQubits();
      for (int turned = 0; turned < 1 << lanes; turned++) {
        for (int swapped = 0; swapped < 1 << lanes; swapped++) {
          A found = numbers();
          A expected = numbers();
          double[] tangents = new double[lanes];
          for (int bit = 0; bit < lanes; bit++) {
            tangents[bit] = (turned >> bit & 1) == 1 ? TANGENTS[bit] : 0;
            one(expected, bit, -tangents[bit], tangents[bit], swapped >> bit & 1);
          }
          fast.lanes(found, OFFSET, SIZE, tangents, swapped);
          agree("rotations within vectors " + turned + ", " + swapped, found, expected);
        }
      }
    }
  }

  private static final Pair<double[]> DOUBLE =
      new Pair<>(KernelChoice.BEST, new DoublePlainKernels(), 1e-14);
  private static final Pair<float[]> SINGLE =
      new Pair<>(KernelChoice.SINGLE, new FloatPlainKernels(), 1e-5);

  @Test
  void rotations_of_any_qubits_are_those_one_after_the_other() {
    DOUBLE.rotations();
    SINGLE.rotations();
  }

  @Test
  void rotations_within_vectors_are_those_one_after_the_other() {
    DOUBLE.lanes();
    SINGLE.lanes();
  }
}
